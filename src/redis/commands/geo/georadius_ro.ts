import { command, block, double, integer, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { searchRadius } from './shared/radius.ts'

export const georadiusRo = command({
  name: 'georadius_ro',
  summary: 'Finds the places within a distance of a point; stores nothing, so a replica answers it too.',
  since: '3.2.10',
  group: 'geo',
  complexity: 'O(N+log(M)) for N members in the squares around the area and M members in the sorted set',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`GEOSEARCH` with `BYRADIUS`',
  history: [['6.2.0', 'The `ANY` option of `COUNT`.']],
  arity: -6,
  flags: ['readonly'],
  acl: ['read', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    double('longitude'),
    double('latitude'),
    double('radius'),
    oneof('unit', [token('m', 'M'), token('km', 'KM'), token('ft', 'FT'), token('mi', 'MI')]),
    token('withcoord', 'WITHCOORD', { optional: true }),
    token('withdist', 'WITHDIST', { optional: true }),
    token('withhash', 'WITHHASH', { optional: true }),
    block(
      'count',
      [integer('count', { token: 'COUNT' }), token('any', 'ANY', { since: '6.2.0', optional: true })],
      { optional: true },
    ),
    oneof('order', [token('asc', 'ASC'), token('desc', 'DESC')], { optional: true }),
  ],
  run: (client, argv) => searchRadius(client, argv, { around: 'point', stores: false }),
})
