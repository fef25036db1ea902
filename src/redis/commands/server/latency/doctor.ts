import type { Declaration } from '../../../command/declaration.ts'
import type { RedisServer } from '../../../server/server.ts'
import type { LatencySeries } from '../../../introspection/latency-monitor.ts'
import { formatFixed } from '../../../../bytes/doubles.ts'

export const latencyDoctor: Declaration = {
  name: 'doctor',
  summary: 'Reports on the spikes the latency monitor saw, with advice.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  run: ({ server, reply }) => reply.verbatim(report(server)),
}

const ADVICE = {
  slowlogOff:
    'Commands were slow and the slow log is off: a limit in slowlog-log-slower-than would name them.',
  slowlogHigh: 'The slow log starts above the latency threshold: a lower slowlog-log-slower-than shows more.',
  slowlog: 'SLOWLOG GET names the slow commands.',
  large: 'Deleting or expiring large values takes long; UNLINK and the lazyfree parameters do it aside.',
  scheduler: 'Commands that always are fast were slow: the machine may be what is slow.',
  fork: 'fork takes the longer the more memory a server holds: several small servers pause less than a large one.',
  disk: 'The disk is slow, or others keep it busy: a local disk with less beside Redis answers sooner.',
  everysec:
    'With appendfsync everysec replies no longer wait for the disk; up to two seconds can be lost then.',
  child: 'no-appendfsync-on-rewrite leaves the disk to a child while it writes; more can be lost meanwhile.',
  hz: 'Many keys expire at the same time: spreading their expiries, or a higher hz, shortens each cycle.',
} as const

const adviceFor = ({ config }: RedisServer, { event }: LatencySeries): readonly string[] => {
  if (event === 'fast-command') return [ADVICE.scheduler]
  if (event === 'fork') return [ADVICE.fork]
  if (event === 'aof-fsync-always') return [ADVICE.disk, ADVICE.everysec]
  if (event === 'aof-write-active-child') return [ADVICE.disk, ADVICE.child]
  if (event.startsWith('aof-')) return [ADVICE.disk]
  if (event === 'expire-cycle') return [ADVICE.hz, ADVICE.large]
  const { slowlogLogSlowerThan, latencyMonitorThreshold } = config.values
  const late = Math.trunc(slowlogLogSlowerThan / 1000) > latencyMonitorThreshold
  const logging = slowlogLogSlowerThan < 0 ? [ADVICE.slowlogOff] : late ? [ADVICE.slowlogHigh] : []
  return [...logging, ADVICE.slowlog, ADVICE.large]
}

const report = (server: RedisServer): string => {
  const { latency, config } = server
  const all = [...latency.series.values()]
  if (all.length === 0) {
    return config.values.latencyMonitorThreshold === 0
      ? 'The latency monitor is off. CONFIG SET latency-monitor-threshold <milliseconds> switches it on.\n'
      : 'No latency spike was seen so far.\n'
  }
  const lines = all.map((series, i) => {
    const { samples, average, deviation, period } = latency.figures(series)
    const every = formatFixed(period / samples, 2)
    return `${i + 1}. ${series.event}: ${samples} spikes (average ${average} ms, mean deviation ${deviation} ms, one every ${every} s), the worst ever ${series.max} ms.\n`
  })
  const advice = new Set(all.flatMap((series) => adviceFor(server, series)))
  return `Latency spikes were seen:\n\n${lines.join('')}\nWhat may help:\n\n${[...advice].map((a) => `- ${a}\n`).join('')}`
}
