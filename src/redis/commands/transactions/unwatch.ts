import { command } from '../../command/declaration.ts'

export const unwatch = command({
  name: 'unwatch',
  summary: 'Forgets all watched keys.',
  since: '2.2.0',
  group: 'transactions',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  acl: ['fast', 'transaction'],
  run: (client) => {
    client.server.transactions.unwatchAll(client)
    client.dirtyCas = false
    client.reply.ok()
  },
})
