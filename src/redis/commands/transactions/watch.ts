import { command, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const watch = command({
  name: 'watch',
  summary: 'Watches keys: if one changes before EXEC, the transaction is not run.',
  since: '2.2.0',
  group: 'transactions',
  complexity: 'O(1) per key',
  arity: -2,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
  keySpecs: [keysAt(1, -1, 1, ['RO'])],
  args: [key('key', { multiple: true })],
  runsWhileQueueing: true,
  run: (client, argv) => {
    if (client.multi !== undefined) throw errors.text('ERR WATCH inside MULTI is not allowed')
    const { transactions } = client.server
    for (let i = 1; i < argv.length; i++) transactions.watch(client, argv[i]!)
    client.reply.ok()
  },
})
