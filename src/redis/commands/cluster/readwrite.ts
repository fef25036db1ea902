import { command } from '../../command/declaration.ts'
import { requireCluster } from './shared/enabled.ts'

export const readwrite = command({
  name: 'readwrite',
  summary: 'Ends what READONLY allowed.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  acl: ['fast', 'connection'],
  run: ({ server, reply }) => {
    requireCluster(server)
    reply.ok()
  },
})
