import type { Declaration } from '../../../command/declaration.ts'

export const aclList: Declaration = {
  name: 'list',
  summary: 'Shows every user as the rules that would make it again.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N users',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => reply.bulks(server.acl.describe().map((user) => `user ${user}`)),
}
