import { command, block, integer, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { readInteger } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { countBits } from '../../../structures/bits.ts'
import { bytesOf } from '../../values/string.ts'
import type { BitRange } from './shared/range.ts'
import { chargeBits, clampRange, readBitUnit } from './shared/range.ts'

export const bitcount = command({
  name: 'bitcount',
  summary: 'Counts the bits that are 1 in a string, or in a range of its bytes or bits.',
  since: '2.6.0',
  group: 'bitmap',
  complexity: 'O(N) for N bytes looked at',
  history: [['7.0.0', '`BYTE` and `BIT` say what the range counts.']],
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'bitmap', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block(
      'index',
      [
        integer('start'),
        integer('end'),
        oneof('index_unit', [token('byte', 'BYTE'), token('bit', 'BIT')], { since: '7.0.0', optional: true }),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    const entry = client.db.read(argv[1]!, Type.string)
    if (entry === undefined) return client.reply.integer(0)
    const bytes = bytesOf(entry.value as StringValue)
    const range = readRange(argv, bytes.length)
    if (range === undefined) return client.reply.integer(0)
    chargeBits(client, range)
    client.reply.integer(countBits(bytes, range.first, range.last))
  },
})

/** The bits to count in a string of so many bytes; undefined for none (bitcountCommand). */
const readRange = (argv: readonly string[], length: number): BitRange | undefined => {
  if (argv.length === 2) return length === 0 ? undefined : { first: 0, last: length * 8 - 1 }
  if (argv.length !== 4 && argv.length !== 5) throw errors.syntax()
  const start = readInteger(argv[2]!)
  const end = readInteger(argv[3]!)
  // This comes before the unit is looked at: a wrong one goes unnoticed.
  if (start < 0 && end < 0 && start > end) return undefined
  return clampRange(start, end, length, argv.length === 5 ? readBitUnit(argv[4]!) : 'byte')
}
