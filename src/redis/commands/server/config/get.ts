import type { Declaration } from '../../../command/declaration.ts'
import { block, string } from '../../../command/declaration.ts'

export const configGet: Declaration = {
  name: 'get',
  summary: 'Returns the settings whose names match the patterns, with their values.',
  since: '2.0.0',
  group: 'server',
  complexity: 'O(N) for N settings',
  history: [['7.0.0', 'Takes several patterns.']],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [block('parameter', [string('parameter')], { multiple: true })],
  run: ({ server, reply }, argv) => {
    const found = server.config.match(argv.slice(2))
    reply.map(found.length)
    for (const [name, value] of found) {
      reply.bulk(name)
      reply.bulk(value)
    }
  },
}
