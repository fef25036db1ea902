import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const slowlogHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of SLOWLOG.',
  since: '6.2.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'slowlog', [
      [
        'GET [<count>]',
        'Show the newest entries (10 unless told, -1 for all). Each has:',
        'number, Unix time, microseconds, arguments, address and name of the client',
      ],
      ['LEN', 'Tell how many entries there are.'],
      ['RESET', 'Forget all entries.'],
    ]),
}
