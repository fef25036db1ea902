import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { replyRange } from './shared/range.ts'

export const zrange = command({
  name: 'zrange',
  summary: 'Returns the members in a range of ranks, scores or names, forwards or backwards.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M returned',
  history: [['6.2.0', 'The `REV`, `BYSCORE`, `BYLEX` and `LIMIT` options.']],
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('start'),
    string('stop'),
    oneof('sortby', [token('byscore', 'BYSCORE'), token('bylex', 'BYLEX')], {
      since: '6.2.0',
      optional: true,
    }),
    token('rev', 'REV', { since: '6.2.0', optional: true }),
    block('offset_count', [integer('offset'), integer('count')], {
      token: 'LIMIT',
      since: '6.2.0',
      optional: true,
    }),
    token('withscores', 'WITHSCORES', { optional: true }),
  ],
  run: (client, argv) => replyRange(client, argv, {}),
})
