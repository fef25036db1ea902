import { command, key, keysAt, string } from '../../command/declaration.ts'
import { readZSet } from './shared/zset.ts'

export const zmscore = command({
  name: 'zmscore',
  summary: 'Returns the scores of several members, nil where there is none.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(N) for N members given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member', { multiple: true })],
  run: ({ db, reply }, argv) => {
    const zset = readZSet(db, argv[1]!)
    reply.array(argv.length - 2)
    for (let i = 2; i < argv.length; i++) {
      const score = zset?.score(argv[i]!)
      if (score === undefined) reply.nil()
      else reply.double(score)
    }
  },
})
