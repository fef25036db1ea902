/** UTF-8 at the border: text as humans type and read it, and byte strings as Redis keeps it. */

import { wideRanges, zeroWidthRanges } from './widths.ts'

const REPLACEMENT = '\ufffd'

const isAscii = (s: string): boolean => {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false
  return true
}

const encodeCodePoint = (c: number): string => {
  if (c < 0x80) return String.fromCharCode(c)
  if (c < 0x800) return String.fromCharCode(0xc0 | (c >> 6), 0x80 | (c & 63))
  if (c < 0x10000) return String.fromCharCode(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63))
  return String.fromCharCode(
    0xf0 | (c >> 18),
    0x80 | ((c >> 12) & 63),
    0x80 | ((c >> 6) & 63),
    0x80 | (c & 63),
  )
}

/** Text as the byte string of its UTF-8; half a surrogate pair becomes U+FFFD. */
export const encodeUtf8 = (text: string): string => {
  if (isAscii(text)) return text
  let bytes = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i)!
    if (c > 0xffff) i++
    bytes += encodeCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
  }
  return bytes
}

/**
 * Decodes UTF-8 that arrives in pieces, as a terminal's does: a character cut in two waits for its rest.
 * Plain state. Invalid bytes become U+FFFD, one for each longest beginning of a character (Unicode 3.9,
 * table 3-7).
 */
export class Utf8Decoder {
  /** The bits of the unfinished character so far. */
  private codePoint = 0
  /** Bytes still missing; 0 between characters. */
  private needed = 0
  /** Range the next byte must lie in; narrower after E0, ED, F0 and F4. */
  private low = 0x80
  private high = 0xbf

  /** The text that is complete after these bytes. */
  write(bytes: string): string {
    if (this.needed === 0 && isAscii(bytes)) return bytes
    let text = ''
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes.charCodeAt(i) & 0xff
      if (this.needed === 0) {
        text += this.begin(byte)
      } else if (byte < this.low || byte > this.high) {
        this.reset()
        text += REPLACEMENT + this.begin(byte)
      } else {
        text += this.proceed(byte)
      }
    }
    return text
  }

  /** The end of the bytes: U+FFFD when a character is unfinished, nothing otherwise. */
  end(): string {
    if (this.needed === 0) return ''
    this.reset()
    return REPLACEMENT
  }

  private reset(): void {
    this.needed = 0
    this.low = 0x80
    this.high = 0xbf
  }

  private begin(byte: number): string {
    if (byte < 0x80) return String.fromCharCode(byte)
    if (byte < 0xc2 || byte > 0xf4) return REPLACEMENT
    if (byte < 0xe0) {
      this.needed = 1
      this.codePoint = byte & 0x1f
    } else if (byte < 0xf0) {
      this.needed = 2
      this.codePoint = byte & 0x0f
      if (byte === 0xe0) this.low = 0xa0
      if (byte === 0xed) this.high = 0x9f
    } else {
      this.needed = 3
      this.codePoint = byte & 0x07
      if (byte === 0xf0) this.low = 0x90
      if (byte === 0xf4) this.high = 0x8f
    }
    return ''
  }

  private proceed(byte: number): string {
    this.low = 0x80
    this.high = 0xbf
    this.codePoint = (this.codePoint << 6) | (byte & 0x3f)
    this.needed -= 1
    return this.needed === 0 ? String.fromCodePoint(this.codePoint) : ''
  }
}

/** A byte string read as UTF-8; invalid bytes become U+FFFD. */
export const decodeUtf8 = (bytes: string): string => {
  if (isAscii(bytes)) return bytes
  const decoder = new Utf8Decoder()
  const text = decoder.write(bytes)
  return text + decoder.end()
}

/** Whether the code point lies in one of the sorted ranges [first, last, first, last, ...]. */
const isIn = (ranges: Int32Array, c: number): boolean => {
  let low = 0
  let high = ranges.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (c > ranges[middle * 2 + 1]!) low = middle + 1
    else high = middle
  }
  return low < ranges.length >> 1 && c >= ranges[low * 2]!
}

/** Cells one code point takes in a terminal: 2 for Hangul, CJK, fullwidth and emoji; 0 for marks and controls. */
export const codePointWidth = (c: number): 0 | 1 | 2 => {
  if (c < 32 || (c >= 0x7f && c < 0xa0)) return 0
  if (c < 0x300) return c === 0xad ? 0 : 1
  if (isIn(zeroWidthRanges, c)) return 0
  return isIn(wideRanges, c) ? 2 : 1
}

/** Cells a text takes in a terminal. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i)!
    if (c > 0xffff) i++
    width += codePointWidth(c)
  }
  return width
}
