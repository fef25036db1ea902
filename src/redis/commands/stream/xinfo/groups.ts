import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'
import { streamToDescribe, writeNumber, writeProgress } from '../shared/xinfo.ts'

export const xinfoGroups: Declaration = {
  name: 'groups',
  summary: 'Describes the consumer groups of a stream.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  history: [['7.0.0', 'Groups tell `entries-read` and `lag`.']],
  arity: 3,
  flags: ['readonly'],
  acl: ['read', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => {
    const { reply } = client
    const stream = streamToDescribe(client, argv[2]!)
    reply.array(stream.groups?.size ?? 0)
    stream.groups?.forEach((group) => {
      reply.map(6)
      reply.bulk('name')
      reply.bulk(group.name)
      writeNumber(client, 'consumers', group.consumers.size)
      writeNumber(client, 'pending', group.pending.size)
      writeProgress(client, stream, group)
    })
    client.work(stream.groups?.size ?? 0)
  },
}
