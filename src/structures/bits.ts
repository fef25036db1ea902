/**
 * Bits of a byte array, counted from the most significant bit of its first byte on (bitops.c). Everything beyond
 * the array reads as 0.
 */

/** How many bits of each byte value are 1. */
const onesOf: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0
  for (let left = byte; left > 0; left >>= 1) ones += left & 1
  return ones
})

/** The bit at an offset: 0 or 1. */
export const bitAt = (bytes: Uint8Array, offset: number): number =>
  ((bytes[Math.floor(offset / 8)] ?? 0) >> (7 - (offset % 8))) & 1

/** Sets the bit at an offset within the array to 0 or 1. */
export const setBitAt = (bytes: Uint8Array, offset: number, bit: number): void => {
  const at = Math.floor(offset / 8)
  const mask = 1 << (7 - (offset % 8))
  bytes[at] = bit === 1 ? bytes[at]! | mask : bytes[at]! & ~mask
}

/** The byte with the bits before `from` and after `to` (0 to 7) made 0. */
const between = (byte: number, from: number, to: number): number => byte & (0xff >> from) & (0xff << (7 - to))

/** How many of the bits `from` to `to`, both included and within the array, are 1 (redisPopcount). */
export const countBits = (bytes: Uint8Array, from: number, to: number): number => {
  const first = Math.floor(from / 8)
  const last = Math.floor(to / 8)
  if (first === last) return onesOf[between(bytes[first]!, from % 8, to % 8)]!
  let ones = onesOf[between(bytes[first]!, from % 8, 7)]! + onesOf[between(bytes[last]!, 0, to % 8)]!
  for (let i = first + 1; i < last; i++) ones += onesOf[bytes[i]!]!
  return ones
}

/**
 * Offset of the first bit with this value among the bits `from` to `to`, both included and within the array; -1 when
 * there is none (redisBitpos).
 */
export const findBit = (bytes: Uint8Array, bit: number, from: number, to: number): number => {
  const last = Math.floor(to / 8)
  const flip = bit === 1 ? 0 : 0xff
  for (let i = Math.floor(from / 8); i <= last; i++) {
    let byte = bytes[i]! ^ flip
    if (byte === 0) continue
    byte = between(byte, Math.max(0, from - i * 8), Math.min(7, to - i * 8))
    if (byte !== 0) return i * 8 + Math.clz32(byte) - 24
  }
  return -1
}

/** The bytes that hold the bits, as one number. */
const covering = (bytes: Uint8Array, first: number, last: number): bigint => {
  let all = 0n
  for (let i = first; i <= last; i++) all = (all << 8n) | BigInt(bytes[i] ?? 0)
  return all
}

/** The unsigned integer in `width` (1 to 64) bits from an offset on (getUnsignedBitfield). */
export const readBits = (bytes: Uint8Array, offset: number, width: number): bigint => {
  const end = offset + width - 1
  const all = covering(bytes, Math.floor(offset / 8), Math.floor(end / 8))
  return BigInt.asUintN(width, all >> BigInt(7 - (end % 8)))
}

/** Writes the low `width` (1 to 64) bits of a number at an offset; they must lie within the array. */
export const writeBits = (bytes: Uint8Array, offset: number, width: number, value: bigint): void => {
  const end = offset + width - 1
  const first = Math.floor(offset / 8)
  const last = Math.floor(end / 8)
  const shift = BigInt(7 - (end % 8))
  const mask = ((1n << BigInt(width)) - 1n) << shift
  let all = covering(bytes, first, last) & ~mask
  all |= BigInt.asUintN(width, value) << shift
  for (let i = last; i >= first; i--) {
    bytes[i] = Number(all & 0xffn)
    all >>= 8n
  }
}
