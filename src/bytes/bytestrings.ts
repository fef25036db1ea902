/**
 * Byte strings: JS strings whose char codes are bytes (0-255). Slicing, equality and Map keys are then
 * native; what is here is the rest.
 */

/** Below this many bytes engines copy a slice anyway (V8 keeps a reference into the parent from 13 on). */
const ALWAYS_COPIED = 13
/** Arguments given to String.fromCharCode at once; far below every engine's limit. */
const CHUNK = 4096

/** The bytes of a byte string in a new array. */
export const toBytes = (s: string): Uint8Array => {
  const bytes = new Uint8Array(s.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = s.charCodeAt(i)
  return bytes
}

/** The byte string of u8[from, to); of all of it by default. */
export const fromBytes = (u8: Uint8Array, from = 0, to = u8.length): string => {
  if (to - from <= CHUNK) return String.fromCharCode.apply(null, u8.subarray(from, to) as unknown as number[])
  const parts: string[] = []
  for (let i = from; i < to; i += CHUNK) {
    parts.push(
      String.fromCharCode.apply(null, u8.subarray(i, Math.min(i + CHUNK, to)) as unknown as number[]),
    )
  }
  return parts.join('')
}

/**
 * The same string in memory of its own. Engines keep a slice as a reference into the string it was cut from,
 * so a stored slice of a receive buffer would keep the whole buffer alive. Joining two halves writes a new
 * string.
 */
export const flatten = (s: string): string => {
  if (s.length < ALWAYS_COPIED) return s
  const half = s.length >>> 1
  return [s.slice(0, half), s.slice(half)].join('')
}

/**
 * memcmp, then the shorter first: -1, 0 or 1. On byte strings that is what < does, since it compares char
 * codes.
 */
export const compareBytes = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

const isUpper = (c: number): boolean => c >= 65 && c <= 90

/**
 * Whether `a` in any ASCII case equals `lowercase`, which must already be so. As for C's strcasecmp a NUL ends
 * the text: `EX\0` is EX.
 */
export const equalsIgnoreCase = (a: string, lowercase: string): boolean => {
  const { length } = lowercase
  if (a.length !== length && a.charCodeAt(length) !== 0) return false
  for (let i = 0; i < length; i++) {
    const c = a.charCodeAt(i)
    if ((isUpper(c) ? c + 32 : c) !== lowercase.charCodeAt(i)) return false
  }
  return true
}

/** Whether `a` begins with `b` in any ASCII case; `b` must already be lowercase. */
export const startsWithIgnoreCase = (a: string, lowercase: string): boolean => {
  const length = lowercase.length
  if (a.length < length) return false
  for (let i = 0; i < length; i++) {
    const c = a.charCodeAt(i)
    if ((isUpper(c) ? c + 32 : c) !== lowercase.charCodeAt(i)) return false
  }
  return true
}

/** Shifts the letters `first` to `first + 25` by `shift`, leaving every other byte alone. */
const shiftLetters = (s: string, first: number, shift: number): string => {
  let out = ''
  let start = 0
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < first || c > first + 25) continue
    out += s.slice(start, i) + String.fromCharCode(c + shift)
    start = i + 1
  }
  return start === 0 ? s : out + s.slice(start)
}

/** ASCII letters in lowercase, bytes above 127 unchanged: toLowerCase() would change those. */
export const toLower = (s: string): string => {
  let upper = false
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c > 127) return shiftLetters(s, 65, 32)
    if (isUpper(c)) upper = true
  }
  return upper ? s.toLowerCase() : s
}

/** ASCII letters in uppercase, bytes above 127 unchanged. */
export const toUpper = (s: string): string => {
  let lower = false
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c > 127) return shiftLetters(s, 97, -32)
    if (c >= 97 && c <= 122) lower = true
  }
  return lower ? s.toUpperCase() : s
}
