/** Names the bytes within a listpack or an intset (listpack.c, intset.c). */

export interface PackedPart {
  readonly from: number
  readonly to: number
  readonly name: 'packed-header' | 'packed-entry' | 'packed-end'
  readonly value?: string
}

const HEADER = 6
const END = 255

/** Bytes beyond the end count as zero: who asks sees by the size that there are too few. */
const little = (text: string, at: number, bytes: number): bigint => {
  let value = 0n
  for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(text.charCodeAt(at + i) || 0)
  return value
}

const signed = (text: string, at: number, bytes: number): string =>
  String(BigInt.asIntN(bytes * 8, little(text, at, bytes)))

interface Entry {
  /** Bytes of the encoding and the data, without the length that stands behind them. */
  readonly size: number
  readonly value: string
}

const textAt = (text: string, at: number, header: number, length: number): Entry => ({
  size: header + length,
  value: text.slice(at + header, at + header + length),
})

/** The entry that begins at `at`; undefined for an encoding that doesn't exist. */
const entryAt = (text: string, at: number): Entry | undefined => {
  const first = text.charCodeAt(at)
  const second = text.charCodeAt(at + 1)
  if (first < 0x80) return { size: 1, value: String(first) }
  if (first < 0xc0) return textAt(text, at, 1, first & 63)
  if (first < 0xe0) {
    const value = ((first & 31) << 8) | second
    return { size: 2, value: String(value >= 4096 ? value - 8192 : value) }
  }
  if (first < 0xf0) return textAt(text, at, 2, ((first & 15) << 8) | second)
  if (first === 0xf0) return textAt(text, at, 5, Number(little(text, at + 1, 4)))
  const bytes = { 0xf1: 2, 0xf2: 3, 0xf3: 4, 0xf4: 8 }[first]
  return bytes === undefined ? undefined : { size: 1 + bytes, value: signed(text, at + 1, bytes) }
}

/** Bytes that hold an entry's size behind it (lpEncodeBacklen). */
const backLength = (size: number): number => {
  if (size < 128) return 1
  if (size < 16_384) return 2
  if (size < 2_097_152) return 3
  return size < 268_435_456 ? 4 : 5
}

const listpackParts = (text: string): PackedPart[] | undefined => {
  const count = Number(little(text, 4, 2))
  const parts: PackedPart[] = [
    { from: 0, to: 4, name: 'packed-header', value: String(little(text, 0, 4)) },
    { from: 4, to: HEADER, name: 'packed-header', value: String(count) },
  ]
  let at = HEADER
  while (at < text.length && text.charCodeAt(at) !== END) {
    const entry = entryAt(text, at)
    if (entry === undefined) return undefined
    const to = at + entry.size + backLength(entry.size)
    if (to > text.length) return undefined
    parts.push({ from: at, to, name: 'packed-entry', value: entry.value })
    at = to
  }
  if (at !== text.length - 1) return undefined
  parts.push({ from: at, to: at + 1, name: 'packed-end' })
  return parts
}

const intsetParts = (text: string): PackedPart[] | undefined => {
  const width = Number(little(text, 0, 4))
  const count = Number(little(text, 4, 4))
  if (![2, 4, 8].includes(width) || 8 + width * count !== text.length) return undefined
  const parts: PackedPart[] = [
    { from: 0, to: 4, name: 'packed-header', value: String(width) },
    { from: 4, to: 8, name: 'packed-header', value: String(count) },
  ]
  for (let at = 8; at < text.length; at += width)
    parts.push({ from: at, to: at + width, name: 'packed-entry', value: signed(text, at, width) })
  return parts
}

/** The parts of a packed value; undefined where it is not what it should be. */
export const packedParts = (text: string, kind: 'listpack' | 'intset'): PackedPart[] | undefined => {
  if (text.length < HEADER + 1) return undefined
  return kind === 'listpack' ? listpackParts(text) : intsetParts(text)
}
