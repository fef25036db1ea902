import type { Declaration } from '../../../command/declaration.ts'

export const aclUsers: Declaration = {
  name: 'users',
  summary: 'Lists the names of all users.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N users',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => reply.bulks(server.acl.sorted.map((user) => user.name)),
}
