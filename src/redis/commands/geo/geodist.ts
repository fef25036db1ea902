import { command, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { distanceBetween, placeOfScore } from '../../../structures/geohash.ts'
import { readZSet } from '../sorted-set/shared/zset.ts'
import { readUnit } from './shared/arguments.ts'
import { writeDistance } from './shared/reply.ts'

export const geodist = command({
  name: 'geodist',
  summary: 'Returns the distance between two places of a sorted set, in metres or another unit.',
  since: '3.2.0',
  group: 'geo',
  complexity: 'O(log(N)) for N members',
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('member1'),
    string('member2'),
    oneof('unit', [token('m', 'M'), token('km', 'KM'), token('ft', 'FT'), token('mi', 'MI')], {
      optional: true,
    }),
  ],
  run: (client, argv) => {
    const { reply } = client
    if (argv.length > 5) throw errors.syntax()
    const unit = argv.length === 5 ? readUnit(argv[4]!) : 1
    const zset = readZSet(client.db, argv[1]!)
    const from = zset?.score(argv[2]!)
    const to = zset?.score(argv[3]!)
    if (from === undefined || to === undefined) reply.nil()
    else writeDistance(reply, distanceBetween(placeOfScore(from), placeOfScore(to)) / unit)
  },
})
