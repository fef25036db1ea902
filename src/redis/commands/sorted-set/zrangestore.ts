import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { ScoredMembers, ZSetValue } from '../../values/zset.ts'
import { storeResult } from '../generic/shared/store.ts'
import { findRange, readRangeQuery } from './shared/range.ts'
import { readZSet } from './shared/zset.ts'

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
  run: (client, argv) => {
    const query = readRangeQuery(argv, 3, { stores: true })
    const source = readZSet(client.db, argv[2]!)
    const found = source === undefined ? new ScoredMembers() : findRange(source, query)
    client.work(found.length)
    const expected = query.by === 'rank' ? found.length : -1
    const result = ZSetValue.collected(found, expected, client.server)
    storeResult(client, argv[1]!, result, 'zset', 'zrangestore')
  },
})
