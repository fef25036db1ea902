import { command, integer, key, keysAt, token } from '../../command/declaration.ts'
import { replyRange } from './shared/range.ts'

export const zrevrange = command({
  name: 'zrevrange',
  summary: 'Returns the members in a range of ranks, highest score first.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M returned',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`ZRANGE` with `REV`',
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('start'), integer('stop'), token('withscores', 'WITHSCORES', { optional: true })],
  run: (client, argv) => replyRange(client, argv, { by: 'rank', reverse: true }),
})
