/** A listpack read from its bytes, or from as many of the first ones as are known (listpack.c). */
import { backlenSize, decodeEntry } from '../../structures/listpack-entry.ts'
import type { ListpackState } from '../../redis/introspection/structure-state.ts'

/** Total bytes (4) and number of elements (2), before the first element. */
export const LISTPACK_FRONT = 6

export interface PackedEntry {
  /** Its first byte. */
  readonly at: number
  /** Bytes it takes: encoding, data and its length once more at the end. */
  readonly size: number
  /** `int` or `str`, and bits of the number or of the length. */
  readonly encoding: string
  /** Text of a number; of a string what is known. */
  readonly value: string
  /** Those of its bytes that are known. */
  readonly bytes: string
}

const INTEGER_BITS: Readonly<Record<number, number>> = { 0xf1: 16, 0xf2: 24, 0xf3: 32, 0xf4: 64 }

interface Shape {
  readonly encoding: string
  /** Bytes before the data, and of the data. */
  readonly front: number
  readonly data: number
}

/** What the first bytes of an element say of it; undefined when they are missing. */
const shapeAt = (head: string, at: number): Shape | undefined => {
  const byte = (i: number): number => head.charCodeAt(at + i)
  const first = byte(0)
  if (first < 0x80) return { encoding: 'int 7', front: 1, data: 0 }
  if (first < 0xc0) return { encoding: 'str 6', front: 1, data: first & 63 }
  if (first < 0xe0) return { encoding: 'int 13', front: 2, data: 0 }
  if (first < 0xf0)
    return head.length < at + 2
      ? undefined
      : { encoding: 'str 12', front: 2, data: ((first & 15) << 8) | byte(1) }
  const bits = INTEGER_BITS[first]
  if (bits !== undefined) return { encoding: `int ${bits}`, front: 1 + bits / 8, data: 0 }
  if (head.length < at + 5) return undefined
  return {
    encoding: 'str 32',
    front: 5,
    data: byte(1) + byte(2) * 0x100 + byte(3) * 0x10000 + byte(4) * 0x1000000,
  }
}

/** The elements of which at least the beginning is known. */
export const readListpack = (head: string, bytes: number): PackedEntry[] => {
  const entries: PackedEntry[] = []
  for (let at = LISTPACK_FRONT; at < Math.min(head.length, bytes - 1);) {
    const shape = shapeAt(head, at)
    if (shape === undefined) break
    const data = shape.front + shape.data
    const size = data + backlenSize(data)
    const known = head.slice(at, at + size)
    const whole = decodeEntry(head, at)
    if (whole === undefined && shape.encoding.startsWith('int')) break
    const value = whole?.value ?? head.slice(at + shape.front, at + data)
    entries.push({ at, size, encoding: shape.encoding, value, bytes: known })
    at += size
  }
  return entries
}

export const entriesOf = ({ head, bytes }: Pick<ListpackState, 'head' | 'bytes'>): PackedEntry[] =>
  readListpack(head, bytes)

/** Total bytes and number of elements as the header says them; the number stays at 65,535 from there on. */
export const frontOf = (head: string): { bytes: number; entries: number } => {
  const byte = (at: number): number => head.charCodeAt(at)
  return {
    bytes: byte(0) + byte(1) * 0x100 + byte(2) * 0x10000 + byte(3) * 0x1000000,
    entries: byte(4) + byte(5) * 0x100,
  }
}
