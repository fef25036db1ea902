import { command, key, keysAt, string } from '../../command/declaration.ts'
import { placeOfScore } from '../../../structures/geohash.ts'
import { readZSet } from '../sorted-set/shared/zset.ts'
import { writePlace } from './shared/reply.ts'

export const geopos = command({
  name: 'geopos',
  summary: 'Returns the longitude and latitude of each place named.',
  since: '3.2.0',
  group: 'geo',
  complexity: 'O(N) for N places named',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member', { multiple: true })],
  run: (client, argv) => {
    const { reply } = client
    const zset = readZSet(client.db, argv[1]!)
    reply.array(argv.length - 2)
    for (let i = 2; i < argv.length; i++) {
      const score = zset?.score(argv[i]!)
      if (score === undefined) reply.nilArray()
      else writePlace(reply, placeOfScore(score))
    }
  },
})
