import { toLower } from '../../../bytes/bytestrings.ts'
import type { KeyReference } from '../../command/declaration.ts'
import {
  command,
  block,
  integer,
  key,
  keysAt,
  keysUnknown,
  oneof,
  pattern,
  token,
} from '../../command/declaration.ts'
import { sortKey } from './shared/sort.ts'

/** Words that take arguments, so that `store` among those isn't the option (sortGetKeys, db.c). */
const skips: ReadonlyMap<string, number> = new Map([
  ['limit', 2],
  ['get', 1],
  ['by', 1],
])

/** The sorted key and the destination after the last STORE. */
const sortKeys = (argv: readonly string[]): KeyReference[] => {
  let store = 0
  for (let i = 2; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    if (word === 'store' && i + 1 < argv.length) store = i + 1
    i += skips.get(word) ?? 0
  }
  const sorted: KeyReference = { index: 1, flags: ['RO', 'access'] }
  return store === 0 ? [sorted] : [sorted, { index: store, flags: ['OW', 'update'] }]
}

export const sort = command({
  name: 'sort',
  summary: 'Sorts the elements of a list, set or sorted set, and may store the result.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(N+M*log(M)) for N elements at the key and M returned; O(N) when nothing is sorted',
  arity: -2,
  flags: ['write', 'denyoom', 'movablekeys'],
  acl: ['write', 'set', 'sortedset', 'list', 'slow', 'dangerous'],
  keySpecs: [
    keysAt(1, 1, 1, ['RO', 'access']),
    keysUnknown(
      ['RO', 'access'],
      'The keys that BY and GET read: their names come from the sorted elements.',
    ),
    keysUnknown(['OW', 'update'], 'The destination after STORE, which may stand anywhere among the options.'),
  ],
  getKeys: sortKeys,
  args: [
    key(),
    pattern('pattern', { keySpecIndex: 1, token: 'BY', optional: true }),
    block('offset_count', [integer('offset'), integer('count')], { token: 'LIMIT', optional: true }),
    pattern('pattern', {
      keySpecIndex: 1,
      token: 'GET',
      optional: true,
      multiple: true,
      multipleToken: true,
    }),
    oneof('order', [token('asc', 'ASC'), token('desc', 'DESC')], { optional: true }),
    token('sorting', 'ALPHA', { optional: true }),
    key('destination', { keySpecIndex: 2, token: 'STORE', optional: true }),
  ],
  run: (client, argv) => sortKey(client, argv, true),
})
