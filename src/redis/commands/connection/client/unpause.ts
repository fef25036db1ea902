import type { Declaration } from '../../../command/declaration.ts'

export const clientUnpause: Declaration = {
  name: 'unpause',
  summary: 'Ends a CLIENT PAUSE early.',
  since: '6.2.0',
  group: 'connection',
  complexity: 'O(N) for N held-back clients',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  run: ({ server, reply }) => {
    server.pause.end()
    reply.ok()
  },
}
