import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const aclHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of ACL.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'acl', [
      ['CAT [<category>]', 'Tell the commands of a category; without one, the categories.'],
      ['DELUSER <username> [<username> ...]', 'Delete users and close their connections.'],
      [
        'DRYRUN <username> <command> [<arg> ...]',
        'Tell whether the user may run the command; it is not run.',
      ],
      ['GETUSER <username>', 'Tell the flags and rules of a user.'],
      ['GENPASS [<bits>]', 'Make up a password of 256 random bits, or as many as asked for.'],
      ['LIST', 'Tell all users as lines of a configuration file.'],
      ['LOAD', 'Read the users anew from the ACL file.'],
      ['LOG [<count> | RESET]', 'Tell what was refused lately, or forget it.'],
      ['SAVE', 'Write the users to the ACL file.'],
      ['SETUSER <username> <attribute> [<attribute> ...]', 'Create a user or change its rules.'],
      ['USERS', 'Tell the names of all users.'],
      ['WHOAMI', 'Tell the user this connection is.'],
    ]),
}
