import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const discard = command({
  name: 'discard',
  summary: 'Drops the commands queued since MULTI and forgets the watched keys.',
  since: '2.0.0',
  group: 'transactions',
  complexity: 'O(N) for N queued commands',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
  runsWhileQueueing: true,
  run: (client) => {
    if (client.multi === undefined) throw errors.text('ERR DISCARD without MULTI')
    client.server.transactions.discard(client)
    client.reply.ok()
  },
})
