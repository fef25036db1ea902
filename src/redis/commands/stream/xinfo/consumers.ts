import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt, string } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { streamToDescribe, writeNumber } from '../shared/xinfo.ts'

export const xinfoConsumers: Declaration = {
  name: 'consumers',
  summary: 'Describes the consumers of a group: pending entries and idle time.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 4,
  flags: ['readonly'],
  acl: ['read', 'stream', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(2, 2, 1, ['RO', 'access'])],
  args: [key(), string('groupname')],
  run: (client, argv) => {
    const { reply, server } = client
    const group = streamToDescribe(client, argv[2]!).group(argv[3]!)
    if (group === undefined) throw errors.noGroupOfKey(argv[2]!, argv[3]!)
    reply.array(group.consumers.size)
    group.consumers.forEach((consumer) => {
      reply.map(3)
      reply.bulk('name')
      reply.bulk(consumer.name)
      writeNumber(client, 'pending', consumer.pending.size)
      writeNumber(client, 'idle', Math.max(0, server.milliseconds - consumer.seenTime))
    })
    client.work(group.consumers.size)
  },
}
