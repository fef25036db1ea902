import type { Declaration } from '../../../command/declaration.ts'

export const memoryPurge: Declaration = {
  name: 'purge',
  summary: 'Asks the allocator to give free pages back to the system.',
  since: '4.0.0',
  group: 'server',
  complexity: 'Grows with the memory allocated; may be slow',
  arity: 2,
  flags: [],
  acl: ['slow'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  run: ({ server, reply }) => {
    server.memory.bins.purge()
    reply.ok()
  },
}
