import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { readList } from './shared/list.ts'

export const lindex = command({
  name: 'lindex',
  summary: 'Returns the element at a position of a list; negative positions count from the tail.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements walked over; O(1) at either end',
  arity: 3,
  flags: ['readonly'],
  acl: ['read', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('index')],
  run: (client, argv) => {
    const value = readList(client.db, argv[1]!)
    if (value === undefined) return client.reply.nil()
    const element = value.list.index(readInteger(argv[2]!))
    client.work(value.list.nodeCount)
    if (element === undefined) client.reply.nil()
    else client.reply.bulk(element)
  },
})
