import { command, key, keysAt, string } from '../../command/declaration.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { append as appendTo, checkLength, lengthOf, tryEncode } from '../../values/string.ts'

export const append = command({
  name: 'append',
  summary: 'Adds bytes to the end of a string; a missing key starts as an empty string.',
  since: '2.0.0',
  group: 'string',
  complexity: 'O(1) amortised, as the string grows with room to spare',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('value')],
  run: (client, argv) => {
    const key = argv[1]!
    const suffix = argv[2]!
    const { db } = client
    const entry = db.write(key, Type.string)
    let length = suffix.length
    if (entry === undefined) {
      db.add(key, tryEncode(suffix))
    } else {
      const before = lengthOf(entry.value as StringValue)
      checkLength(client.server, before + suffix.length)
      db.beforeChange(entry)
      client.server.memory.rooms.grow(entry, before, before + suffix.length)
      length = appendTo(entry, suffix)
    }
    db.changed(key, 'string', 'append')
    client.reply.integer(length)
  },
})
