import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'

export const zrangestore = command({
  name: 'zrangestore',
  summary: 'Stores at a key the members in a range of ranks, scores or names.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)+M) for N members in the sorted set and M stored',
  arity: -5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update']), keysAt(2, 2, 1, ['RO', 'access'])],
  args: [
    key('dst'),
    key('src', { keySpecIndex: 1 }),
    string('min'),
    string('max'),
    oneof('sortby', [token('byscore', 'BYSCORE'), token('bylex', 'BYLEX')], { optional: true }),
    token('rev', 'REV', { optional: true }),
    block('offset_count', [integer('offset'), integer('count')], { token: 'LIMIT', optional: true }),
  ],
})
