import { command, integer, string } from '../../command/declaration.ts'
import { synchronise } from '../../replication/sync.ts'
import { replicationOf } from './shared/replication.ts'

export const psync = command({
  name: 'psync',
  summary: 'Starts or continues a replication link; for replicas.',
  since: '2.8.0',
  group: 'server',
  arity: -3,
  flags: ['admin', 'noscript', 'no_async_loading', 'no_multi'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('replicationid'), integer('offset')],
  run: (client, argv) => synchronise(replicationOf(client.server), client, argv),
})
