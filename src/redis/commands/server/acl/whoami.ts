import type { Declaration } from '../../../command/declaration.ts'

export const aclWhoami: Declaration = {
  name: 'whoami',
  summary: 'Returns the name of the user this connection is logged in as.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow'],
  run: ({ user, reply }) => (user === undefined ? reply.nil() : reply.bulk(user.name)),
}
