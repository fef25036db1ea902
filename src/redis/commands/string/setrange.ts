import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { checkLength, lengthOf, setRange } from '../../values/string.ts'

export const setrange = command({
  name: 'setrange',
  summary: 'Overwrites the bytes of a string from an offset on; a gap is filled with zero bytes.',
  since: '2.2.0',
  group: 'string',
  complexity: 'O(M) for M bytes written; O(1) amortised when they are few',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), integer('offset'), string('value')],
  run: (client, argv) => {
    const key = argv[1]!
    const patch = argv[3]!
    const { db } = client
    const offset = readInteger(argv[2]!)
    if (offset < 0) throw errors.offsetOutOfRange()
    const old = db.write(key, Type.string)
    if (patch === '') {
      client.reply.integer(old === undefined ? 0 : lengthOf(old.value as StringValue))
      return
    }
    checkLength(client.server, offset + patch.length)
    const entry = old ?? db.add(key, '')
    db.beforeChange(entry)
    if (old !== undefined) {
      client.server.memory.rooms.grow(old, lengthOf(old.value as StringValue), offset + patch.length)
    }
    const length = setRange(entry, offset, patch)
    db.changed(key, 'string', 'setrange')
    client.reply.integer(length)
  },
})
