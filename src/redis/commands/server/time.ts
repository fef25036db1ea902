import { command } from '../../command/declaration.ts'

export const time = command({
  name: 'time',
  summary: 'Returns the time of the server as Unix seconds and microseconds.',
  since: '2.6.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  acl: ['fast'],
  tips: ['nondeterministic_output'],
  run: ({ server, reply }) => {
    const now = Math.floor(server.system.now())
    reply.bulks([String(Math.floor(now / 1e6)), String(now % 1e6)])
  },
})
