import { command, key, keysAt, string } from '../../command/declaration.ts'
import { SetValue } from '../../values/set.ts'
import { writeSet } from './shared/set.ts'

export const sadd = command({
  name: 'sadd',
  summary: 'Adds members to a set, creating it if needed; returns how many are new.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members given',
  history: [['2.4.0', 'Takes several members.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('member', { multiple: true })],
  run: (client, argv) => {
    const { db, server } = client
    const key = argv[1]!
    let set = writeSet(db, key)
    if (set === undefined) {
      set = SetValue.suiting(argv[2]!, server.hashSeed)
      db.add(key, set)
    }
    let added = 0
    for (let i = 2; i < argv.length; i++) if (set.add(argv[i]!, server.config.values)) added++
    if (added > 0) db.changed(key, 'set', 'sadd', added)
    client.reply.integer(added)
  },
})
