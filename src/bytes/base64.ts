/** Base64 without padding, in the alphabet that is safe in URLs (RFC 4648 section 5), over byte strings. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const values = new Int8Array(256).fill(-1)
for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i

/** The text for a byte string: 4 characters for every 3 bytes, 2 or 3 for a remainder of 1 or 2. */
export const encodeBase64 = (bytes: string): string => {
  let text = ''
  let i = 0
  for (; i + 2 < bytes.length; i += 3) {
    const n = (bytes.charCodeAt(i) << 16) | (bytes.charCodeAt(i + 1) << 8) | bytes.charCodeAt(i + 2)
    text += ALPHABET[n >>> 18]! + ALPHABET[(n >>> 12) & 63]! + ALPHABET[(n >>> 6) & 63]! + ALPHABET[n & 63]!
  }
  const rest = bytes.length - i
  if (rest === 0) return text
  const n = (bytes.charCodeAt(i) << 16) | (rest === 2 ? bytes.charCodeAt(i + 1) << 8 : 0)
  text += ALPHABET[n >>> 18]! + ALPHABET[(n >>> 12) & 63]!
  return rest === 2 ? text + ALPHABET[(n >>> 6) & 63]! : text
}

/**
 * The byte string a text stands for. Undefined when a character is foreign, the length is impossible, or
 * unused bits are set, so that every byte string has exactly one text.
 */
export const decodeBase64 = (text: string): string | undefined => {
  if (text.length % 4 === 1) return undefined
  let bytes = ''
  let bits = 0
  let held = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const value = c < 256 ? values[c]! : -1
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes += String.fromCharCode((bits >>> held) & 0xff)
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined
}
