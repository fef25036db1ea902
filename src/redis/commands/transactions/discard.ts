import { command } from '../../command/declaration.ts'

export const discard = command({
  name: 'discard',
  summary: 'Drops the commands queued since MULTI and forgets the watched keys.',
  since: '2.0.0',
  group: 'transactions',
  complexity: 'O(N) for N queued commands',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
})
