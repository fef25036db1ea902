import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readLexRange } from './shared/range-arguments.ts'
import { readZSet } from './shared/zset.ts'

export const zlexcount = command({
  name: 'zlexcount',
  summary: 'Counts the members in an alphabetical range, all scores being equal.',
  since: '2.8.9',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  arity: 4,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('min'), string('max')],
  run: ({ db, reply }, argv) => {
    const range = readLexRange(argv[2]!, argv[3]!)
    reply.integer(readZSet(db, argv[1]!)?.elements.countByLex(range) ?? 0)
  },
})
