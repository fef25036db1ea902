import { command } from '../../command/declaration.ts'

export const multi = command({
  name: 'multi',
  summary: 'Starts a transaction: the commands that follow are queued until EXEC.',
  since: '1.2.0',
  group: 'transactions',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
})
