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

export const geosearchstore = command({
  name: 'geosearchstore',
  summary: 'Stores at a key the places within a circle or a box, as a sorted set.',
  since: '6.2.0',
  group: 'geo',
  complexity: 'O(N+log(M)) for N members in the squares around the area and M members in the sorted set',
  history: [['7.0.0', 'Units may be in capitals.']],
  arity: -8,
  flags: ['write', 'denyoom'],
  acl: ['write', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update']), keysAt(2, 2, 1, ['RO', 'access'])],
  args: [
    key('destination'),
    key('source', { keySpecIndex: 1 }),
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
    token('storedist', 'STOREDIST', { optional: true }),
  ],
  run: (client, argv) => searchArea(client, argv, true),
})
