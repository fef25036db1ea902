import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { clampToSafe, INT64_MIN } from '../../../bytes/integers.ts'
import type { Client } from '../../clients/client.ts'
import { readInt64 } from '../../command/arguments.ts'
import { command, block, integer, key, keysAt, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { readHash } from './shared/hash.ts'
import { chooseAny, chooseDistinct } from './shared/random.ts'

export const hrandfield = command({
  name: 'hrandfield',
  summary: 'Returns random fields of a hash, with their values if asked.',
  since: '6.2.0',
  group: 'hash',
  complexity: 'O(N) for N fields returned',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block('options', [integer('count'), token('withvalues', 'WITHVALUES', { optional: true })], {
      optional: true,
    }),
  ],
  run: (client, argv) => {
    if (argv.length > 2) return withCount(client, argv)
    const hash = readHash(client.db, argv[1]!)
    if (hash === undefined) client.reply.nil()
    else client.reply.bulk(hash.randomPair(client.server.system.random)[0])
  },
})

/** Half of the largest 64-bit integer: field and value make two elements. */
const MAX_PAIRS = 4611686018427387903n

const withCount = (client: Client, argv: readonly string[]): void => {
  const n = readInt64(argv[2]!)
  if (n === INT64_MIN) throw errors.countOutOfRange()
  const withValues = argv.length === 4 && equalsIgnoreCase(argv[3]!, 'withvalues')
  if (argv.length > 3 && !withValues) throw errors.syntax()
  if (withValues && (n > MAX_PAIRS || n < -MAX_PAIRS)) throw errors.outOfRange()
  const hash = readHash(client.db, argv[1]!)
  const count = clampToSafe(n)
  if (hash === undefined || count === 0) return client.reply.array(0)
  const pairs =
    count < 0 || count === 1 ? chooseAny(client, hash, Math.abs(count)) : chooseDistinct(client, hash, count)
  writePairs(client, pairs, withValues)
}

/** Fields alone; or fields and values, flat in RESP2, as pairs in RESP3. */
const writePairs = ({ reply }: Client, pairs: readonly string[], withValues: boolean): void => {
  const nested = withValues && reply.protocol === 3
  reply.array(withValues && !nested ? pairs.length : pairs.length / 2)
  for (let i = 0; i < pairs.length; i += 2) {
    if (nested) reply.array(2)
    reply.bulk(pairs[i]!)
    if (withValues) reply.bulk(pairs[i + 1]!)
  }
}
