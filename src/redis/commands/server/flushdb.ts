import { command, oneof, token } from '../../command/declaration.ts'
import { flush, isAsyncFlush } from './shared/flush.ts'

export const flushdb = command({
  name: 'flushdb',
  summary: 'Deletes all keys of the current database.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(N) for N keys in the database',
  history: [
    ['4.0.0', 'The `ASYNC` option.'],
    ['6.2.0', 'The `SYNC` option.'],
  ],
  arity: -1,
  flags: ['write'],
  acl: ['keyspace', 'write', 'slow', 'dangerous'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [
    oneof('async', [token('async', 'ASYNC', { since: '4.0.0' }), token('sync', 'SYNC', { since: '6.2.0' })], {
      optional: true,
    }),
  ],
  run: (client, argv) => {
    flush(client, [client.db], isAsyncFlush(client, argv))
    client.server.propagation.force()
    client.reply.ok()
  },
})
