import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt, string } from '../../../command/declaration.ts'
import { groupChanged } from '../shared/groups.ts'
import { groupToChange } from '../shared/xgroup.ts'

export const xgroupDelconsumer: Declaration = {
  name: 'delconsumer',
  summary: 'Deletes a consumer of a group along with its pending entries.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 5,
  flags: ['write'],
  acl: ['write', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'delete'])],
  args: [key(), string('groupname'), string('consumername')],
  run: (client, argv) => {
    const { db, server, reply } = client
    const group = groupToChange(client, argv)
    const consumer = group.consumers.get(argv[4]!)
    if (consumer === undefined) return reply.integer(0)
    const pending = consumer.pending.size
    group.removeConsumer(consumer)
    client.work(pending)
    server.dirty++
    db.notify('stream', 'xgroup-delconsumer', argv[2]!)
    groupChanged(client, argv[2]!)
    reply.integer(pending)
  },
}
