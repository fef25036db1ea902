import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const exec = command({
  name: 'exec',
  summary: 'Runs the commands queued since MULTI in one go, unless a watched key changed.',
  since: '1.2.0',
  group: 'transactions',
  complexity: 'That of the queued commands',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'skip_slowlog'],
  acl: ['slow', 'transaction'],
  runsWhileQueueing: true,
  abortsWhenRejected: true,
  run: (client) => {
    if (client.multi === undefined) throw errors.text('ERR EXEC without MULTI')
    client.server.transactions.exec(client)
  },
})
