import { command } from '../../command/declaration.ts'
import { synchronise } from '../../replication/sync.ts'
import { replicationOf } from './shared/replication.ts'

export const sync = command({
  name: 'sync',
  summary: 'Starts a replication link the old way; for replicas.',
  since: '1.0.0',
  group: 'server',
  arity: 1,
  flags: ['admin', 'noscript', 'no_async_loading', 'no_multi'],
  acl: ['admin', 'slow', 'dangerous'],
  run: (client, argv) => synchronise(replicationOf(client.server), client, argv),
})
