/** Byte strings as Redis quotes them for humans, and lines split into arguments (`sds.c`). */

const HEX = '0123456789abcdef'

const escapes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
}

const isPlain = (c: number): boolean => c >= 32 && c < 127 && c !== 34 && c !== 92

/** The byte string between double quotes with \n \r \t \a \b \\ \" and \xHH escapes (`sdscatrepr`). */
export const quote = (s: string): string => {
  let out = '"'
  let start = 0
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (isPlain(c)) continue
    out += s.slice(start, i) + (escapes[c] ?? '\\x' + HEX[c >> 4]! + HEX[c & 15]!)
    start = i + 1
  }
  return out + (start === 0 ? s : s.slice(start)) + '"'
}

/** Two lowercase hexadecimal digits for each byte. */
export const hex = (s: string): string => {
  let out = ''
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    out += HEX[(c >> 4) & 15]! + HEX[c & 15]!
  }
  return out
}

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)

/** The value of a hexadecimal digit, -1 for any other byte. */
export const hexDigit = (c: number): number => {
  if (c >= 48 && c <= 57) return c - 48
  const lower = c | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

const unescape = (c: string): string => {
  switch (c) {
    case 'n':
      return '\n'
    case 'r':
      return '\r'
    case 't':
      return '\t'
    case 'b':
      return '\b'
    case 'a':
      return '\x07'
    default:
      return c
  }
}

interface Piece {
  /** The bytes meant. */
  text: string
  /** Index of the byte after the closing quote. */
  end: number
}

/** Reads from after an opening double quote; undefined when it is never closed. */
const doubleQuoted = (line: string, from: number): Piece | undefined => {
  let text = ''
  let i = from
  for (; i < line.length; i++) {
    const c = line[i]!
    if (c === '"') return { text, end: i + 1 }
    if (c !== '\\' || i + 1 >= line.length) {
      text += c
      continue
    }
    const high = line[i + 1] === 'x' ? hexDigit(line.charCodeAt(i + 2)) : -1
    const low = high < 0 ? -1 : hexDigit(line.charCodeAt(i + 3))
    if (low >= 0) {
      text += String.fromCharCode(high * 16 + low)
      i += 3
    } else {
      text += unescape(line[i + 1]!)
      i += 1
    }
  }
  return undefined
}

/** Reads from after an opening single quote, where only \' is an escape; undefined when it is never closed. */
const singleQuoted = (line: string, from: number): Piece | undefined => {
  let text = ''
  for (let i = from; i < line.length; i++) {
    const c = line[i]!
    if (c === "'") return { text, end: i + 1 }
    if (c === '\\' && line[i + 1] === "'") {
      text += "'"
      i += 1
    } else {
      text += c
    }
  }
  return undefined
}

/** Reads one argument; undefined when a quote stays open or something sticks to a closing one. */
const argument = (line: string, from: number): Piece | undefined => {
  let text = ''
  let i = from
  while (i < line.length) {
    const c = line[i]!
    if (c === ' ' || c === '\n' || c === '\r' || c === '\t') break
    if (c !== '"' && c !== "'") {
      text += c
      i += 1
      continue
    }
    const piece = c === '"' ? doubleQuoted(line, i + 1) : singleQuoted(line, i + 1)
    if (piece === undefined) return undefined
    text += piece.text
    i = piece.end
    if (i < line.length && !isSpace(line.charCodeAt(i))) return undefined
    break
  }
  return { text, end: i }
}

/**
 * Splits a line into arguments as redis-cli, inline commands and config files do (`sdssplitargs`); undefined
 * when quotes are unbalanced. The line ends at its first zero byte.
 */
export const splitArgs = (line: string): string[] | undefined => {
  const zero = line.indexOf('\0')
  const text = zero < 0 ? line : line.slice(0, zero)
  const args: string[] = []
  let i = 0
  for (;;) {
    while (i < text.length && isSpace(text.charCodeAt(i))) i++
    if (i >= text.length) return args
    const piece = argument(text, i)
    if (piece === undefined) return undefined
    args.push(piece.text)
    i = piece.end
  }
}
