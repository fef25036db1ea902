import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const xgroupHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of XGROUP.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['stream', 'slow'],
  run: (client) =>
    writeHelp(client.reply, 'xgroup', [
      [
        'CREATE <key> <groupname> <id|$> [option]',
        'Make a consumer group that reads on after <id>. Options:',
        '* MKSTREAM',
        '  A missing stream is made, too, empty.',
        '* ENTRIESREAD entries_read',
        '  How many entries the group counts as read (for replicas and AOF).',
      ],
      ['CREATECONSUMER <key> <groupname> <consumer>', 'Make a consumer in the group.'],
      ['DELCONSUMER <key> <groupname> <consumer>', 'Delete a consumer of the group.'],
      ['DESTROY <key> <groupname>', 'Delete the group.'],
      [
        'SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]',
        'Let the group read on after <id>, and set its count of entries read.',
      ],
    ]),
}
