import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { readSignedCount } from '../../command/arguments.ts'
import { command, block, integer, key, keysAt, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { ScoredMembers } from '../../values/zset.ts'
import { randomElements } from './shared/random.ts'
import { readZSet, replyElements } from './shared/zset.ts'

export const zrandmember = command({
  name: 'zrandmember',
  summary: 'Returns random members of a sorted set, with their scores if asked.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity: 'O(N) for N members returned',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block('options', [integer('count'), token('withscores', 'WITHSCORES', { optional: true })], {
      optional: true,
    }),
  ],
  run: (client, argv) => {
    if (argv.length > 2) return withCount(client, argv)
    const zset = readZSet(client.db, argv[1]!)
    if (zset === undefined) client.reply.nil()
    else client.reply.bulk(zset.randomMember(client.server.system.random))
  },
})

/** Twice as many elements as a 64-bit count may name are too many for a flat reply. */
const MOST_PAIRS = 2n ** 62n - 1n

const withCount = (client: Client, argv: readonly string[]): void => {
  const count = readSignedCount(argv[2]!)
  const withScores = argv.length === 4 && equalsIgnoreCase(argv[3]!, 'withscores')
  if (argv.length > 4 || (argv.length === 4 && !withScores)) throw errors.syntax()
  if (withScores && magnitude(argv[2]!) > MOST_PAIRS) throw errors.outOfRange()
  const zset = readZSet(client.db, argv[1]!)
  const found = zset === undefined || count === 0 ? new ScoredMembers() : randomElements(client, zset, count)
  replyElements(client.reply, found, withScores)
}

const magnitude = (digits: string): bigint => {
  const n = BigInt(digits)
  return n < 0n ? -n : n
}
