import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const latencyHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of LATENCY.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'latency', [
      ['DOCTOR', 'Report on the spikes that were seen.'],
      ['GRAPH <event>', 'Draw the samples of an event.'],
      ['HISTORY <event>', 'Show the samples of an event.'],
      ['LATEST', 'Show the newest sample of each event.'],
      ['RESET [<event> ...]', 'Forget these events (all unless told).'],
      [
        'HISTOGRAM [<command> ...]',
        'Count the calls of these commands (all unless told) by how long they took.',
      ],
    ]),
}
