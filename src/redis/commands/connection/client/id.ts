import type { Declaration } from '../../../command/declaration.ts'

export const clientId: Declaration = {
  name: 'id',
  summary: 'Returns the number that identifies this connection; it is never reused.',
  since: '5.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  run: ({ reply, id }) => reply.integer(id),
}
