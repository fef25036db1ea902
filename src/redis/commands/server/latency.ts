import { command } from '../../command/declaration.ts'
import { latencyDoctor } from './latency/doctor.ts'
import { latencyGraph } from './latency/graph.ts'
import { latencyHelp } from './latency/help.ts'
import { latencyHistogram } from './latency/histogram.ts'
import { latencyHistory } from './latency/history.ts'
import { latencyLatest } from './latency/latest.ts'
import { latencyReset } from './latency/reset.ts'

export const latency = command({
  name: 'latency',
  summary: 'Groups the commands about spikes of latency and how long commands took.',
  since: '2.8.13',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    latencyDoctor,
    latencyGraph,
    latencyHelp,
    latencyHistogram,
    latencyHistory,
    latencyLatest,
    latencyReset,
  ],
})
