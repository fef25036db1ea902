import { command } from '../../command/declaration.ts'

export const monitor = command({
  name: 'monitor',
  summary: 'Streams every command the server carries out, as it happens.',
  since: '1.0.0',
  group: 'server',
  arity: 1,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
})
