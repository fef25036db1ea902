import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const commandHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of COMMAND.',
  since: '5.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  run({ reply }) {
    writeHelp(reply, 'command', [
      ['(no subcommand)', 'Describe every command of this server.'],
      ['COUNT', 'Say how many commands there are.'],
      [
        'LIST [FILTERBY (MODULE <name> | ACLCAT <category> | PATTERN <pattern>)]',
        'List the names of commands.',
      ],
      ['INFO [<command> ...]', 'Tell arity, flags and key positions of commands; of all if none is named.'],
      ['DOCS [<command> ...]', 'Tell the documentation of commands; of all if none is named.'],
      ['GETKEYS <full command line>', 'Pick the keys out of a command line.'],
      [
        'GETKEYSANDFLAGS <full command line>',
        'Pick the keys out of a command line and tell how each is used.',
      ],
    ])
  },
}
