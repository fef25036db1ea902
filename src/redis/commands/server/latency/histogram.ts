import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import type { Command } from '../../../command/declaration.ts'
import { cumulative } from '../../../introspection/latency.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'
import type { CommandStats } from '../../../server/stats.ts'

export const latencyHistogram: Declaration = {
  name: 'histogram',
  summary: 'Shows how many calls of each command took at most how long.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N commands shown',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_nodes', 'response_policy:special'],
  args: [string('command', { optional: true, multiple: true })],
  run: ({ server, reply }, argv) => {
    const named = argv.slice(2).flatMap((name) => server.commands.findFullName(name) ?? [])
    const asked = argv.length === 2 ? server.commands.all : named.flatMap(withSubcommands)
    const known = asked.flatMap((command) => {
      const stats = server.stats.commands.get(command)
      return stats === undefined || stats.histogram.size === 0 ? [] : [{ command, stats }]
    })
    reply.map(known.length)
    for (const { command, stats } of known) writeHistogram(reply, command, stats)
  },
}

const withSubcommands = (command: Command): readonly Command[] => [command, ...(command.subcommands ?? [])]

const writeHistogram = (reply: ReplyWriter, { fullName }: Command, { histogram }: CommandStats): void => {
  const steps = cumulative(histogram)
  reply.bulk(fullName)
  reply.map(2)
  reply.bulk('calls')
  reply.integer(steps.at(-1)!.calls)
  reply.bulk('histogram_usec')
  reply.map(steps.length)
  for (const { microseconds, calls } of steps) {
    reply.integer(microseconds)
    reply.integer(calls)
  }
}
