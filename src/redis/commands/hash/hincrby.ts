import { addInt64, parseInteger } from '../../../bytes/integers.ts'
import { readInt64 } from '../../command/arguments.ts'
import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { openHash } from './shared/hash.ts'

export const hincrby = command({
  name: 'hincrby',
  summary: 'Adds an integer to the number in a field of a hash; a missing field counts as 0.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), string('field'), integer('increment')],
  run: (client, argv) => {
    const key = argv[1]!
    const field = argv[2]!
    const by = readInt64(argv[3]!)
    const hash = openHash(client, key)
    const text = hash.get(field)
    const value = text === undefined ? 0 : parseInteger(text)
    if (value === undefined) throw errors.text('ERR hash value is not an integer')
    const sum = addInt64(value, by)
    if (sum === undefined) throw errors.wouldOverflow()
    hash.set(field, String(sum), client.server.config.values)
    client.reply.integer(sum)
    client.db.changed(key, 'hash', 'hincrby')
  },
})
