import { command } from '../../command/declaration.ts'

export const reset = command({
  name: 'reset',
  summary: 'Returns the connection to the state of a new one.',
  since: '6.2.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['fast', 'connection'],
  run: (client) => {
    client.reset()
    client.reply.status('RESET')
  },
  runsWhileQueueing: true,
  runsWhileSubscribed: true,
})
