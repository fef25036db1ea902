import { command, block, double, integer, key, keysAt, token } from '../../command/declaration.ts'
import { replyRange } from './shared/range.ts'

export const zrevrangebyscore = command({
  name: 'zrevrangebyscore',
  summary: 'Returns the members whose scores lie in a range, highest first.',
  since: '2.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M returned',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`ZRANGE` with `REV` and `BYSCORE`',
  history: [['2.1.6', 'Either bound may be exclusive.']],
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    double('max'),
    double('min'),
    token('withscores', 'WITHSCORES', { optional: true }),
    block('offset_count', [integer('offset'), integer('count')], { token: 'LIMIT', optional: true }),
  ],
  run: (client, argv) => replyRange(client, argv, { by: 'score', reverse: true }),
})
