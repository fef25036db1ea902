import { command, oneof, token } from '../../command/declaration.ts'
import type { RedisServer } from '../../server/server.ts'
import { flush, isAsyncFlush } from './shared/flush.ts'

/** What is saved must not come back: a child's snapshot is thrown away, an empty one takes its place. */
const forgetSnapshots = (server: RedisServer): void => {
  const { child, persistence, config } = server
  if (child?.task.kind === 'rdb') persistence.callOff()
  if (config.values.save.length > 0) server.files.code().saveInForeground(server)
}

export const flushall = command({
  name: 'flushall',
  summary: 'Deletes all keys of all databases.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(N) for N keys in all databases',
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
    const { server } = client
    flush(client, server.databases, isAsyncFlush(client, argv))
    forgetSnapshots(server)
    // The save set dirty back, and an empty server has nothing to count: it is passed on all the same.
    server.propagation.force()
    server.dirty++
    client.reply.ok()
  },
})
