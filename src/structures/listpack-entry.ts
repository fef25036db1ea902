import { parseInteger } from '../bytes/integers.ts'

/*
 * One element of a listpack (`listpack.c`): an encoding byte that also holds small values, the data, and the
 * element's length once more at the end ("backlen"), so that a listpack can be read backwards.
 */

const NINE = 57
/** Longest text of a 64-bit integer. */
const LONGEST_INTEGER = 20

const STRING_6BIT = 0x80
const INTEGER_13BIT = 0xc0
const STRING_12BIT = 0xe0
const STRING_32BIT = 0xf0
const INTEGER_16BIT = 0xf1
const INTEGER_24BIT = 0xf2
const INTEGER_32BIT = 0xf3
const INTEGER_64BIT = 0xf4

const integerSize = (value: number | bigint): number => {
  if (value >= 0 && value <= 127) return 1
  if (value >= -4096 && value <= 4095) return 2
  if (value >= -32768 && value <= 32767) return 3
  if (value >= -8388608 && value <= 8388607) return 4
  if (value >= -2147483648 && value <= 2147483647) return 5
  return 9
}

/** Bytes of encoding and data of one element, without its backlen (lpEncodeGetType). */
const dataSize = (s: string): number => {
  const length = s.length
  if (length <= LONGEST_INTEGER && s.charCodeAt(0) <= NINE) {
    const value = parseInteger(s)
    if (value !== undefined) return integerSize(value)
  }
  if (length < 64) return 1 + length
  return length < 4096 ? 2 + length : 5 + length
}

/** Bytes of the backlen of an element whose encoding and data take `size` bytes (lpEncodeBacklen). */
export const backlenSize = (size: number): number => {
  if (size <= 127) return 1
  if (size < 16383) return 2
  if (size < 2097151) return 3
  return size < 268435455 ? 4 : 5
}

/** Bytes the byte string takes as an element of a listpack, backlen included. */
export const entrySize = (s: string): number => {
  const size = dataSize(s)
  return size + backlenSize(size)
}

const littleEndian = (value: number, bytes: number): string => {
  let out = ''
  for (let i = 0; i < bytes; i++) out += String.fromCharCode((value >> (8 * i)) & 255)
  return out
}

const littleEndian64 = (value: bigint): string => {
  let out = ''
  let rest = BigInt.asUintN(64, value)
  for (let i = 0; i < 8; i++) {
    out += String.fromCharCode(Number(rest & 255n))
    rest >>= 8n
  }
  return out
}

const encodeInteger = (integer: number | bigint): string => {
  const code = String.fromCharCode
  const value = Number(integer)
  switch (integerSize(integer)) {
    case 1:
      return code(value)
    case 2:
      return code(INTEGER_13BIT | ((value >> 8) & 31), value & 255)
    case 3:
      return code(INTEGER_16BIT) + littleEndian(value, 2)
    case 4:
      return code(INTEGER_24BIT) + littleEndian(value, 3)
    case 5:
      return code(INTEGER_32BIT) + littleEndian(value, 4)
    default:
      return code(INTEGER_64BIT) + littleEndian64(BigInt(integer))
  }
}

const encodeString = (s: string): string => {
  const length = s.length
  if (length < 64) return String.fromCharCode(STRING_6BIT | length) + s
  if (length < 4096) return String.fromCharCode(STRING_12BIT | (length >> 8), length & 255) + s
  return String.fromCharCode(STRING_32BIT) + littleEndian(length, 4) + s
}

const encodeBacklen = (size: number): string => {
  let out = ''
  for (let i = backlenSize(size) - 1; i >= 0; i--) {
    const septet = Math.floor(size / 2 ** (7 * i)) & 127
    out += String.fromCharCode(out === '' ? septet : septet | 128)
  }
  return out
}

/** The bytes of one element as they stand in a listpack. */
export const encodeEntry = (s: string): string => {
  const value = parseInteger(s)
  const data = value === undefined ? encodeString(s) : encodeInteger(value)
  return data + encodeBacklen(data.length)
}

const signed = (bytes: string, at: number, count: number): number => {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes.charCodeAt(at + i)
  const range = 2 ** (8 * count)
  return value >= range / 2 ? value - range : value
}

const signed64 = (bytes: string, at: number): bigint => {
  let value = 0n
  for (let i = 7; i >= 0; i--) value = (value << 8n) | BigInt(bytes.charCodeAt(at + i))
  return BigInt.asIntN(64, value)
}

const decodeInteger = (bytes: string, at: number): { value: string; size: number } | undefined => {
  switch (bytes.charCodeAt(at)) {
    case INTEGER_16BIT:
      return { value: String(signed(bytes, at + 1, 2)), size: 3 }
    case INTEGER_24BIT:
      return { value: String(signed(bytes, at + 1, 3)), size: 4 }
    case INTEGER_32BIT:
      return { value: String(signed(bytes, at + 1, 4)), size: 5 }
    case INTEGER_64BIT:
      return at + 9 > bytes.length ? undefined : { value: String(signed64(bytes, at + 1)), size: 9 }
    default:
      return undefined
  }
}

const decodeData = (bytes: string, at: number): { value: string; size: number } | undefined => {
  const first = bytes.charCodeAt(at)
  if (first < 0x80) return { value: String(first), size: 1 }
  if (first < 0xc0) return { value: bytes.slice(at + 1, at + 1 + (first & 63)), size: 1 + (first & 63) }
  if (first < 0xe0) {
    const value = ((first & 31) << 8) | bytes.charCodeAt(at + 1)
    return { value: String(value >= 4096 ? value - 8192 : value), size: 2 }
  }
  if (first < 0xf0) {
    const length = ((first & 15) << 8) | bytes.charCodeAt(at + 1)
    return { value: bytes.slice(at + 2, at + 2 + length), size: 2 + length }
  }
  if (first !== STRING_32BIT) return decodeInteger(bytes, at)
  const length = signed(bytes, at + 1, 4) >>> 0
  return { value: bytes.slice(at + 5, at + 5 + length), size: 5 + length }
}

/**
 * The element that starts at byte `at`: its value and where the next one starts. Undefined when the bytes are no
 * element (unknown encoding, cut short, or a backlen that does not match; lpValidateNext).
 */
export const decodeEntry = (bytes: string, at: number): { value: string; end: number } | undefined => {
  const data = decodeData(bytes, at)
  if (data === undefined) return undefined
  const backlen = encodeBacklen(data.size)
  const end = at + data.size + backlen.length
  if (end > bytes.length || bytes.slice(at + data.size, end) !== backlen) return undefined
  return { value: data.value, end }
}
