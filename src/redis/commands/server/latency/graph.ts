import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { cString } from '../../../config/ctext.ts'
import { errors } from '../../../command/errors.ts'
import { sparkline } from '../../../introspection/sparkline.ts'

const COLUMNS = 80
const ROWS = 4

/** How long ago, in the largest unit that makes at least one. */
const age = (seconds: number): string => {
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`
  return `${Math.floor(seconds / 86_400)}d`
}

export const latencyGraph: Declaration = {
  name: 'graph',
  summary: 'Draws the samples of a latency event with characters.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [string('event')],
  run: ({ server, reply }, argv) => {
    const name = cString(argv[2]!)
    const series = server.latency.series.get(name)
    if (series === undefined) throw errors.text(`ERR No samples available for event '${name}'`)
    const { event, samples, max } = series
    const { seconds } = server.latency
    const values = samples.map(({ latency }) => latency)
    const [high, low] = [Math.max(...values), Math.min(...values)]
    const sparks = samples.map(({ time, latency }) => ({ value: latency, label: age(seconds - time) }))
    reply.verbatim(
      `${event} - high ${high} ms, low ${low} ms (all time high ${max} ms)\n` +
        `${'-'.repeat(COLUMNS)}\n${sparkline(sparks, COLUMNS, ROWS)}`,
    )
  },
}
