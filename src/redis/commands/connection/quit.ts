import { command } from '../../command/declaration.ts'

export const quit = command({
  name: 'quit',
  summary: 'Answers OK and closes the connection.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: -1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['fast', 'connection'],
  run: (client) => {
    client.reply.ok()
    client.closeSoon()
  },
  runsWhileQueueing: true,
  runsWhileSubscribed: true,
})
