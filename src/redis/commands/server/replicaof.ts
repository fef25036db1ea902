import { command, block, integer, oneof, string, token } from '../../command/declaration.ts'
import { replicaOf } from './shared/replication.ts'

export const replicaof = command({
  name: 'replicaof',
  summary: 'Makes this server a replica of another one, or a primary again.',
  since: '5.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'noscript', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [
    oneof('args', [
      block('host-port', [string('host'), integer('port')]),
      block('no-one', [token('no', 'NO'), token('one', 'ONE')]),
    ]),
  ],
  run: replicaOf,
})
