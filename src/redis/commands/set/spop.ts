import type { Client } from '../../clients/client.ts'
import { readPositive } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import type { SetValue } from '../../values/set.ts'
import { popMembers } from './shared/random.ts'
import { removeIfEmpty, replyMembers, writeSet } from './shared/set.ts'

export const spop = command({
  name: 'spop',
  summary: 'Removes and returns random members of a set.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1) without a count, else O(N) for a count of N',
  history: [['3.2.0', 'The `count` argument.']],
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'set', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete'])],
  args: [key(), integer('count', { since: '3.2.0', optional: true })],
  run: (client, argv) => {
    if (argv.length > 3) throw errors.syntax()
    if (argv.length === 3) return withCount(client, argv[1]!, readPositive(argv[2]!))
    const { db, reply, server } = client
    const key = argv[1]!
    const set = writeSet(db, key)
    if (set === undefined) return reply.nil()
    const member = set.randomMember(server.system.random)
    set.remove(member)
    db.changed(key, 'set', 'spop')
    client.propagateAs('SREM', key, member)
    reply.bulk(member)
    removeIfEmpty(db, key, set)
  },
})

const withCount = (client: Client, key: string, count: number): void => {
  const set = writeSet(client.db, key)
  if (set === undefined || count === 0) replyMembers(client, [])
  else if (count >= set.size) popAll(client, key, set)
  else popSome(client, key, set, count)
}

const popAll = (client: Client, key: string, set: SetValue): void => {
  const { db } = client
  client.work(set.size)
  replyMembers(client, set.members())
  db.changed(key, 'set', 'spop', set.size)
  db.remove(key)
  db.notify('generic', 'del', key)
  client.propagateAs('DEL', key)
}

const popSome = (client: Client, key: string, set: SetValue, count: number): void => {
  const { db } = client
  const { popped, remaining } = popMembers(client, set, count)
  if (remaining !== set) db.peek(key)!.value = remaining
  db.changed(key, 'set', 'spop', count)
  for (const member of popped) client.alsoPropagate(db, ['SREM', key, member])
  client.preventPropagation = true
  replyMembers(client, popped)
}
