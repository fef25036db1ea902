import { command } from '../../command/declaration.ts'
import { requireCluster } from './shared/enabled.ts'

export const asking = command({
  name: 'asking',
  summary: 'Announces that the next command goes to a slot that is just being moved here.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 1,
  flags: ['fast'],
  acl: ['fast', 'connection'],
  run: ({ server, reply }) => {
    requireCluster(server)
    reply.ok()
  },
})
