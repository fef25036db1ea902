import { command, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { Type } from '../../keyspace/entry.ts'
import { SetValue } from '../../values/set.ts'
import { removeIfEmpty } from './shared/set.ts'

export const smove = command({
  name: 'smove',
  summary: 'Moves a member from one set to another.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'fast'],
  acl: ['write', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [key('source'), key('destination', { keySpecIndex: 1 }), string('member')],
  run: (client, argv) => {
    const { db, server, reply } = client
    const [, source, destination, member] = argv as [string, string, string, string]
    const from = db.lookupWrite(source)
    const to = db.lookupWrite(destination)
    if (from === undefined) return reply.integer(0)
    if (from.type !== Type.set || (to !== undefined && to.type !== Type.set)) throw errors.wrongType()
    const set = from.value as SetValue
    if (from === to) return reply.integer(set.has(member) ? 1 : 0)
    db.beforeChange(from)
    if (to !== undefined) db.beforeChange(to)
    if (!set.remove(member)) return reply.integer(0)
    db.changed(source, 'set', 'srem')
    removeIfEmpty(db, source, set)
    const target = (to ?? db.add(destination, SetValue.suiting(member, server.hashSeed))).value as SetValue
    if (target.add(member, server.config.values)) db.changed(destination, 'set', 'sadd')
    else db.signalModified(destination)
    reply.integer(1)
  },
})
