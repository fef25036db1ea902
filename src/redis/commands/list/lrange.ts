import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { readList } from './shared/list.ts'
import { spanOf } from './shared/span.ts'

export const lrange = command({
  name: 'lrange',
  summary: 'Returns the elements of a list between two positions, both included.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(S+N) for S elements skipped from the nearer end and N returned',
  arity: 4,
  flags: ['readonly'],
  acl: ['read', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('start'), integer('stop')],
  run: (client, argv) => {
    const start = readInteger(argv[2]!)
    const end = readInteger(argv[3]!)
    const value = readList(client.db, argv[1]!)
    if (value === undefined) return client.reply.array(0)
    const { from, count } = spanOf(start, end, value.size)
    client.work(count)
    client.reply.bulks(value.list.slice(from, count))
  },
})
