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
import { searchArea } from './shared/area.ts'

export const geosearch = command({
  name: 'geosearch',
  summary: 'Finds the places within a circle or a box around a point or another place.',
  since: '6.2.0',
  group: 'geo',
  complexity: 'O(N+log(M)) for N members in the squares around the area and M members in the sorted set',
  history: [['7.0.0', 'Units may be in capitals.']],
  arity: -7,
  flags: ['readonly'],
  acl: ['read', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    oneof('from', [
      string('member', { token: 'FROMMEMBER' }),
      block('longitude_latitude', [double('longitude'), double('latitude')], { token: 'FROMLONLAT' }),
    ]),
    oneof('by', [
      block('circle', [
        double('radius', { token: 'BYRADIUS' }),
        oneof('unit', [token('m', 'M'), token('km', 'KM'), token('ft', 'FT'), token('mi', 'MI')]),
      ]),
      block('box', [
        double('width', { token: 'BYBOX' }),
        double('height'),
        oneof('unit', [token('m', 'M'), token('km', 'KM'), token('ft', 'FT'), token('mi', 'MI')]),
      ]),
    ]),
    oneof('order', [token('asc', 'ASC'), token('desc', 'DESC')], { optional: true }),
    block('count', [integer('count', { token: 'COUNT' }), token('any', 'ANY', { optional: true })], {
      optional: true,
    }),
    token('withcoord', 'WITHCOORD', { optional: true }),
    token('withdist', 'WITHDIST', { optional: true }),
    token('withhash', 'WITHHASH', { optional: true }),
  ],
  run: (client, argv) => searchArea(client, argv, false),
})
