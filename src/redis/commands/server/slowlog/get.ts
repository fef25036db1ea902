import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { readAtLeast } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'

const ALL = -1
const DEFAULT_COUNT = 10
const countTooSmall = () => errors.text('ERR count should be greater than or equal to -1')

export const slowlogGet: Declaration = {
  name: 'get',
  summary: 'Returns the newest entries of the slow log.',
  since: '2.2.12',
  group: 'server',
  complexity: 'O(N) for N entries returned',
  history: [['4.0.0', 'Entries carry the address and name of the client.']],
  arity: -2,
  flags: ['admin', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'nondeterministic_output'],
  args: [integer('count', { optional: true })],
  run: ({ server, reply }, argv) => {
    if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'slowlog')
    const { entries } = server.slowlog
    const asked = argv.length === 3 ? readAtLeast(argv[2]!, ALL, countTooSmall) : DEFAULT_COUNT
    const shown = asked === ALL ? entries : entries.slice(0, asked)
    reply.array(shown.length)
    for (const entry of shown) {
      reply.array(6)
      reply.integer(entry.id)
      reply.integer(entry.time)
      reply.integer(entry.duration)
      reply.bulks(entry.argv)
      reply.bulk(entry.address)
      reply.bulk(entry.name)
    }
  },
}
