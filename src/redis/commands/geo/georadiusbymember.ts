import {
  command,
  block,
  double,
  integer,
  key,
  keysAfter,
  keysAt,
  oneof,
  string,
  token,
} from '../../command/declaration.ts'
import { searchRadius } from './shared/radius.ts'

export const georadiusbymember = command({
  name: 'georadiusbymember',
  summary: 'Finds the places within a distance of another place, and may store them.',
  since: '3.2.0',
  group: 'geo',
  complexity: 'O(N+log(M)) for N members in the squares around the area and M members in the sorted set',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`GEOSEARCH` or `GEOSEARCHSTORE` with `BYRADIUS` and `FROMMEMBER`',
  history: [['7.0.0', 'Units may be in capitals.']],
  arity: -5,
  flags: ['write', 'denyoom', 'movablekeys'],
  acl: ['write', 'geo', 'slow'],
  keySpecs: [
    keysAt(1, 1, 1, ['RO', 'access']),
    keysAfter('STORE', 5, 0, ['OW', 'update']),
    keysAfter('STOREDIST', 5, 0, ['OW', 'update']),
  ],
  args: [
    key(),
    string('member'),
    double('radius'),
    oneof('unit', [token('m', 'M'), token('km', 'KM'), token('ft', 'FT'), token('mi', 'MI')]),
    token('withcoord', 'WITHCOORD', { optional: true }),
    token('withdist', 'WITHDIST', { optional: true }),
    token('withhash', 'WITHHASH', { optional: true }),
    block('count', [integer('count', { token: 'COUNT' }), token('any', 'ANY', { optional: true })], {
      optional: true,
    }),
    oneof('order', [token('asc', 'ASC'), token('desc', 'DESC')], { optional: true }),
    key('key', { keySpecIndex: 1, token: 'STORE', optional: true }),
    key('key', { keySpecIndex: 2, token: 'STOREDIST', optional: true }),
  ],
  run: (client, argv) => searchRadius(client, argv, { around: 'member', stores: true }),
})
