import type { Client } from '../../clients/client.ts'
import { readSignedCount } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { distinctMembers, randomMembers } from './shared/random.ts'
import { readSet } from './shared/set.ts'

export const srandmember = command({
  name: 'srandmember',
  summary: 'Returns random members of a set and leaves the set as it is.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1) without a count, else O(N) for a count of N or -N',
  history: [['2.6.0', 'The `count` argument.']],
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('count', { since: '2.6.0', optional: true })],
  run: (client, argv) => {
    if (argv.length > 3) throw errors.syntax()
    if (argv.length === 3) return withCount(client, argv[1]!, readSignedCount(argv[2]!))
    const set = readSet(client.db, argv[1]!)
    if (set === undefined) client.reply.nil()
    else client.reply.bulk(set.randomMember(client.server.system.random))
  },
})

const withCount = (client: Client, key: string, count: number): void => {
  const set = readSet(client.db, key)
  let members: readonly string[] = []
  if (set !== undefined && count !== 0) {
    if (count < 0 || count === 1) members = randomMembers(client, set, count < 0 ? -count : 1)
    else members = count >= set.size ? set.members() : distinctMembers(client, set, count)
  }
  client.reply.bulks(members)
}
