import {
  command,
  block,
  double,
  integer,
  key,
  keysAt,
  oneof,
  string,
  token,
} from '../../command/declaration.ts'
import { searchRadius } from './shared/radius.ts'

export const georadiusbymemberRo = command({
  name: 'georadiusbymember_ro',
  summary:
    'Finds the places within a distance of another place; stores nothing, so a replica answers it too.',
  since: '3.2.10',
  group: 'geo',
  complexity: 'O(N+log(M)) for N members in the squares around the area and M members in the sorted set',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`GEOSEARCH` with `BYRADIUS` and `FROMMEMBER`',
  arity: -5,
  flags: ['readonly'],
  acl: ['read', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
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
  ],
  run: (client, argv) => searchRadius(client, argv, { around: 'member', stores: false }),
})
