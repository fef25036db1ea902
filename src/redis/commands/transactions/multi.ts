import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const multi = command({
  name: 'multi',
  summary: 'Starts a transaction: the commands that follow are queued until EXEC.',
  since: '1.2.0',
  group: 'transactions',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
  runsWhileQueueing: true,
  run: (client) => {
    if (client.multi !== undefined) throw errors.text('ERR MULTI calls can not be nested')
    client.server.transactions.begin(client)
    client.reply.ok()
  },
})
