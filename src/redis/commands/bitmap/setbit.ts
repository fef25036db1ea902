import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import { bitAt, setBitAt } from '../../../structures/bits.ts'
import { errors } from '../../command/errors.ts'
import { readBitOffset, writableString } from './shared/offset.ts'

export const setbit = command({
  name: 'setbit',
  summary: 'Sets or clears the bit at an offset of a string, which grows as needed, and returns the old bit.',
  since: '2.2.0',
  group: 'bitmap',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'bitmap', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('offset'), integer('value')],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const offset = readBitOffset(client, argv[2]!)
    const bit = parseInteger(argv[3]!)
    if (bit !== 0 && bit !== 1) throw errors.bitValue()
    const { bytes, grown } = writableString(client, key, offset)
    const old = bitAt(bytes, offset)
    if (grown || old !== bit) {
      setBitAt(bytes, offset, bit)
      db.changed(key, 'string', 'setbit')
    }
    client.reply.integer(old)
  },
})
