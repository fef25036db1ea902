import { command } from '../../command/declaration.ts'

export const role = command({
  name: 'role',
  summary: 'Tells whether the server is a primary, a replica or a Sentinel, and with whom it replicates.',
  since: '2.8.12',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast'],
  acl: ['admin', 'fast', 'dangerous'],
  run: ({ reply }) => {
    reply.array(3)
    reply.bulk('master')
    reply.integer(0)
    reply.array(0)
  },
})
