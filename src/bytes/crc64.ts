/**
 * CRC64 with Jones's polynomial 0xad93d23594c935a9, reflected, initial value 0: the checksum at the end of an
 * RDB file and of a DUMP payload. Kept as two 32-bit halves: bigint arithmetic per byte would be far slower.
 */

/** 0xad93d23594c935a9 with its bits in reverse order. */
const POLYNOMIAL_HIGH = 0x95ac9329
const POLYNOMIAL_LOW = 0xac4bc9b5

const high = new Int32Array(256)
const low = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let h = 0
  let l = byte
  for (let bit = 0; bit < 8; bit++) {
    const carry = l & 1
    l = (l >>> 1) | (h << 31)
    h = h >>> 1
    if (carry) {
      h ^= POLYNOMIAL_HIGH
      l ^= POLYNOMIAL_LOW
    }
  }
  high[byte] = h
  low[byte] = l
}

const join = (h: number, l: number): bigint => (BigInt(h >>> 0) << 32n) | BigInt(l >>> 0)

const ofString = (s: string, h: number, l: number): bigint => {
  for (let i = 0; i < s.length; i++) {
    const index = (l ^ s.charCodeAt(i)) & 0xff
    l = ((l >>> 8) | (h << 24)) ^ low[index]!
    h = (h >>> 8) ^ high[index]!
  }
  return join(h, l)
}

const ofBytes = (bytes: Uint8Array, h: number, l: number): bigint => {
  for (let i = 0; i < bytes.length; i++) {
    const index = (l ^ bytes[i]!) & 0xff
    l = ((l >>> 8) | (h << 24)) ^ low[index]!
    h = (h >>> 8) ^ high[index]!
  }
  return join(h, l)
}

/** The CRC64 of the bytes; pass the CRC of what came before as `seed` to go on from there. */
export const crc64 = (bytes: string | Uint8Array, seed = 0n): bigint => {
  const l = Number(seed & 0xffffffffn) | 0
  const h = Number(seed >> 32n) | 0
  return typeof bytes === 'string' ? ofString(bytes, h, l) : ofBytes(bytes, h, l)
}
