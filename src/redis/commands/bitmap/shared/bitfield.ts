/** BITFIELD and BITFIELD_RO (bitops.c, bitfieldGeneric). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../../bytes/integers.ts'
import { readBits, writeBits } from '../../../../structures/bits.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import type { KeyReference } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { bytesOf } from '../../../values/string.ts'
import { fitInto } from './overflow.ts'
import type { IntegerType, Overflow } from './overflow.ts'
import { readBitOffset, writableString } from './offset.ts'
import type { WritableString } from './offset.ts'

interface Operation {
  readonly kind: 'get' | 'set' | 'incrby'
  readonly type: IntegerType
  /** In bits. */
  readonly offset: number
  /** What SET stores, what INCRBY adds. */
  readonly amount: bigint
  readonly overflow: Overflow
}

const OVERFLOWS: readonly Overflow[] = ['wrap', 'sat', 'fail']

const readOverflow = (word: string): Overflow => {
  const overflow = OVERFLOWS.find((name) => equalsIgnoreCase(word, name))
  if (overflow === undefined) throw errors.text('ERR Invalid OVERFLOW type specified')
  return overflow
}

/** `i1` to `i64` and `u1` to `u63`; what follows a zero byte is not looked at. */
const readType = (text: string): IntegerType => {
  const zero = text.indexOf('\0')
  const width = parseInteger(zero < 0 ? text.slice(1) : text.slice(1, zero))
  const signed = text.startsWith('i')
  if (!signed && !text.startsWith('u')) throw errors.bitfieldType()
  if (typeof width !== 'number' || width < 1 || width > (signed ? 64 : 63)) throw errors.bitfieldType()
  return { signed, width }
}

/** How many arguments follow the word of an operation; undefined: it is none, or they are missing. */
const kindAt = (argv: readonly string[], at: number): Operation['kind'] | 'overflow' | undefined => {
  const word = argv[at]!
  const left = argv.length - at - 1
  if (equalsIgnoreCase(word, 'get') && left >= 2) return 'get'
  if (equalsIgnoreCase(word, 'set') && left >= 3) return 'set'
  if (equalsIgnoreCase(word, 'incrby') && left >= 3) return 'incrby'
  return equalsIgnoreCase(word, 'overflow') && left >= 1 ? 'overflow' : undefined
}

const readOperations = (client: Client, argv: readonly string[]): Operation[] => {
  const operations: Operation[] = []
  let overflow: Overflow = 'wrap'
  for (let i = 2; i < argv.length;) {
    const kind = kindAt(argv, i)
    if (kind === undefined) throw errors.syntax()
    if (kind === 'overflow') {
      overflow = readOverflow(argv[i + 1]!)
      i += 2
      continue
    }
    const type = readType(argv[i + 1]!)
    const offset = readBitOffset(client, argv[i + 2]!, type.width)
    const amount = kind === 'get' ? 0n : BigInt(readInt64(argv[i + 3]!))
    operations.push({ kind, type, offset, amount, overflow })
    i += kind === 'get' ? 3 : 4
  }
  return operations
}

/** The integer at the operation's place. */
const valueAt = (bytes: Uint8Array, { type, offset }: Operation): bigint => {
  const bits = readBits(bytes, offset, type.width)
  return type.signed ? BigInt.asIntN(type.width, bits) : bits
}

/** Carries out one SET or INCRBY and replies to it; answers whether that counts as a change. */
const write = (client: Client, { bytes, grown }: WritableString, operation: Operation): boolean => {
  const { kind, type, offset, amount, overflow } = operation
  const old = valueAt(bytes, operation)
  const fresh = kind === 'set' ? fitInto(type, amount, 0n, overflow) : fitInto(type, old, amount, overflow)
  if (fresh === undefined) {
    client.reply.nil()
    return false
  }
  client.reply.integer(kind === 'set' ? old : fresh)
  writeBits(bytes, offset, type.width, fresh)
  return grown || fresh !== old
}

export const runBitfield = (client: Client, argv: readonly string[], readonly: boolean): void => {
  const { db, reply } = client
  const key = argv[1]!
  const operations = readOperations(client, argv)
  const writes = operations.filter(({ kind }) => kind !== 'get')
  if (writes.length === 0) {
    const entry = db.read(key, Type.string)
    const bytes = entry === undefined ? new Uint8Array(0) : bytesOf(entry.value as StringValue)
    reply.array(operations.length)
    for (const operation of operations) reply.integer(valueAt(bytes, operation))
    return
  }
  if (readonly) throw errors.text('ERR BITFIELD_RO only supports the GET subcommand')
  const farthest = writes.reduce((end, { offset, type }) => Math.max(end, offset + type.width - 1), 0)
  const string = writableString(client, key, farthest)
  let changes = 0
  reply.array(operations.length)
  for (const operation of operations) {
    if (operation.kind === 'get') reply.integer(valueAt(string.bytes, operation))
    else if (write(client, string, operation)) changes++
  }
  if (changes > 0) db.changed(key, 'string', 'setbit', changes)
}

/** The key: read only when every operation is a GET (bitfieldGetKeys, db.c). */
export const bitfieldKeys = (argv: readonly string[]): KeyReference[] => {
  const skip = { get: 3, overflow: 2 }
  for (let i = 2; i < argv.length;) {
    const kind = kindAt(argv, i)
    if (kind !== 'get' && kind !== 'overflow') return [{ index: 1, flags: ['RW', 'access', 'update'] }]
    i += skip[kind]
  }
  return [{ index: 1, flags: ['RO', 'access'] }]
}
