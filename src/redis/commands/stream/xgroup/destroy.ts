import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt, string } from '../../../command/declaration.ts'
import { groupChanged } from '../shared/groups.ts'
import { streamOf } from '../shared/stream.ts'
import { requireStream } from '../shared/xgroup.ts'

export const xgroupDestroy: Declaration = {
  name: 'destroy',
  summary: 'Deletes a consumer group with all its consumers and pending entries.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(N) for N pending entries of the group',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'delete'])],
  args: [key(), string('groupname')],
  run: (client, argv) => {
    const { db, server, reply } = client
    const key = argv[2]!
    const entry = requireStream(client, argv)
    const { groups } = streamOf(entry)
    const group = groups?.get(argv[3]!)
    if (groups === undefined || group === undefined) return reply.integer(0)
    db.beforeChange(entry)
    groups.delete(group.name)
    client.work(group.pending.size)
    reply.integer(1)
    server.dirty++
    db.notify('stream', 'xgroup-destroy', key)
    groupChanged(client, key)
    // Who waits as a consumer of it is told.
    db.signalReady(key)
  },
}
