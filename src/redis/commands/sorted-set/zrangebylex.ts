import { command, block, integer, key, keysAt, string } from '../../command/declaration.ts'
import { replyRange } from './shared/range.ts'

export const zrangebylex = command({
  name: 'zrangebylex',
  summary: 'Returns the members in an alphabetical range, all scores being equal.',
  since: '2.8.9',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M returned',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`ZRANGE` with `BYLEX`',
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('min'),
    string('max'),
    block('offset_count', [integer('offset'), integer('count')], { token: 'LIMIT', optional: true }),
  ],
  run: (client, argv) => replyRange(client, argv, { by: 'lex', reverse: false }),
})
