import { command, block, integer, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { readInteger } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { findBit } from '../../../structures/bits.ts'
import { bytesOf } from '../../values/string.ts'
import type { BitRange } from './shared/range.ts'
import { chargeBits, clampRange, readBitUnit } from './shared/range.ts'

export const bitpos = command({
  name: 'bitpos',
  summary: 'Finds the first bit that is 0, or 1, in a string or in a range of it.',
  since: '2.8.7',
  group: 'bitmap',
  complexity: 'O(N) for N bytes looked at',
  history: [['7.0.0', '`BYTE` and `BIT` say what the range counts.']],
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'bitmap', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    integer('bit'),
    block(
      'index',
      [
        integer('start'),
        block(
          'end_index',
          [
            integer('end'),
            oneof('index_unit', [token('byte', 'BYTE'), token('bit', 'BIT')], {
              since: '7.0.0',
              optional: true,
            }),
          ],
          { optional: true },
        ),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    const bit = readInteger(argv[2]!)
    if (bit !== 0 && bit !== 1) throw errors.bitArgument()
    const entry = client.db.read(argv[1]!, Type.string)
    if (entry === undefined) return client.reply.integer(bit === 1 ? -1 : 0)
    const bytes = bytesOf(entry.value as StringValue)
    const range = readRange(argv, bytes.length)
    if (range === undefined) return client.reply.integer(-1)
    const found = findBit(bytes, bit, range.first, range.last)
    chargeBits(client, { first: range.first, last: found === -1 ? range.last : found })
    // Without an end the string counts as followed by zeros.
    const open = bit === 0 && argv.length < 5
    client.reply.integer(found === -1 && open ? range.last + 1 : found)
  },
})

/** The bits to look at in a string of so many bytes; undefined for none (bitposCommand). */
const readRange = (argv: readonly string[], length: number): BitRange | undefined => {
  if (argv.length === 3) return clampRange(0, -1, length, 'byte')
  if (argv.length > 6) throw errors.syntax()
  const start = readInteger(argv[3]!)
  const unit = argv.length === 6 ? readBitUnit(argv[5]!) : 'byte'
  const end = argv.length >= 5 ? readInteger(argv[4]!) : -1
  return clampRange(start, end, length, unit)
}
