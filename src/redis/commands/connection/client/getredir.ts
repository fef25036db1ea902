import type { Declaration } from '../../../command/declaration.ts'

export const clientGetredir: Declaration = {
  name: 'getredir',
  summary: 'Returns the number of the connection that gets the invalidations of this one.',
  since: '6.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  run: ({ reply, tracking }) => reply.integer(tracking?.redirect ?? -1),
}
