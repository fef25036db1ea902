import { command, block, double, integer, key, keysAt, token } from '../../command/declaration.ts'
import { replyRange } from './shared/range.ts'

export const zrangebyscore = command({
  name: 'zrangebyscore',
  summary: 'Returns the members whose scores lie in a range, lowest first.',
  since: '1.0.5',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M returned',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`ZRANGE` with `BYSCORE`',
  history: [['2.0.0', 'The `WITHSCORES` option.']],
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    double('min'),
    double('max'),
    token('withscores', 'WITHSCORES', { since: '2.0.0', optional: true }),
    block('offset_count', [integer('offset'), integer('count')], { token: 'LIMIT', optional: true }),
  ],
  run: (client, argv) => replyRange(client, argv, { by: 'score', reverse: false }),
})
