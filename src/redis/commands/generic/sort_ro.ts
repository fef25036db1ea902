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

export const sortRo = command({
  name: 'sort_ro',
  summary: 'Sorts the elements of a list, set or sorted set without ever storing them.',
  since: '7.0.0',
  group: 'generic',
  complexity: 'O(N+M*log(M)) for N elements at the key and M returned; O(N) when nothing is sorted',
  arity: -2,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'set', 'sortedset', 'list', 'slow', 'dangerous'],
  keySpecs: [
    keysAt(1, 1, 1, ['RO', 'access']),
    keysUnknown(
      ['RO', 'access'],
      'The keys that BY and GET read: their names come from the sorted elements.',
    ),
  ],
  getKeys: () => [{ index: 1, flags: ['RO', 'access'] }],
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
  ],
  run: (client, argv) => sortKey(client, argv, false),
})
