import { command, key, keysAt, string } from '../../command/declaration.ts'
import { geohashText } from '../../../structures/geohash.ts'
import { readZSet } from '../sorted-set/shared/zset.ts'

export const geohash = command({
  name: 'geohash',
  summary: 'Returns the standard 11-character geohash of each place named.',
  since: '3.2.0',
  group: 'geo',
  complexity: 'O(log(N)) for each place named, N being the members in the sorted set',
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
      if (score === undefined) reply.nil()
      else reply.bulk(geohashText(score))
    }
  },
})
