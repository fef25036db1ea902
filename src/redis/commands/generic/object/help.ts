import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const objectHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of OBJECT.',
  since: '6.2.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['keyspace', 'slow'],
  run: (client) =>
    writeHelp(client.reply, 'object', [
      ['ENCODING <key>', 'Name the data structure that holds the value of <key>.'],
      ['FREQ <key>', 'Return the logarithmic access counter of <key>; needs an LFU maxmemory-policy.'],
      ['IDLETIME <key>', 'Return the seconds since <key> was last used; not under an LFU maxmemory-policy.'],
      ['REFCOUNT <key>', 'Return how many references to the value of <key> there are.'],
    ]),
}
