/** Splitting an input line into arguments as redis-cli does (`sdssplitargs`), and writing bytes back quoted. */

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

/** `{x*45}`: x 45 times in one argument. `{1..3}`: three arguments. `{1..3:f%,v%}`: f1 v1 f2 v2 f3 v3. */
const TIMES = /^\{([^{}]*)\*(\d+)\}$/
const RANGE = /^\{(\d+)\.\.(\d+)(?::([^{}]*))?\}$/

const expand = (word: string): string[] => {
  const times = TIMES.exec(word)
  if (times) return [times[1]!.repeat(Number(times[2]))]
  const range = RANGE.exec(word)
  if (!range) return [word]
  const patterns = (range[3] ?? '%').split(',')
  const words: string[] = []
  for (let i = Number(range[1]); i <= Number(range[2]); i++)
    for (const pattern of patterns) words.push(pattern.replaceAll('%', String(i)))
  return words
}

type Piece = { text: string; next: number }

const readDouble = (line: string, start: number): Piece => {
  let text = ''
  for (let i = start; i < line.length; i++) {
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(i, i + 4))
    if (hex) {
      text += String.fromCharCode(parseInt(hex[1]!, 16))
      i += 3
    } else if (line[i] === '\\' && i + 1 < line.length) {
      i++
      text += ESCAPES[line[i]!] ?? line[i]!
    } else if (line[i] === '"') return { text, next: i + 1 }
    else text += line[i]
  }
  throw new Error(`unbalanced quotes: ${line}`)
}

const readSingle = (line: string, start: number): Piece => {
  let text = ''
  for (let i = start; i < line.length; i++) {
    if (line.startsWith("\\'", i)) {
      text += "'"
      i++
    } else if (line[i] === "'") return { text, next: i + 1 }
    else text += line[i]
  }
  throw new Error(`unbalanced quotes: ${line}`)
}

/** The bytes a person's text stands for: UTF-8, as a terminal would send it. */
export const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** Splits a line into byte strings. Unquoted words may be macros. Throws on unbalanced quotes. */
export const splitWords = (source: string): string[] => {
  const line = toBytes(source)
  const words: string[] = []
  let i = 0
  while (i < line.length) {
    if (line[i] === ' ') i++
    else if (line[i] === '"' || line[i] === "'") {
      const piece = line[i] === '"' ? readDouble(line, i + 1) : readSingle(line, i + 1)
      if (piece.next < line.length && line[piece.next] !== ' ')
        throw new Error(`unbalanced quotes: ${source}`)
      words.push(piece.text)
      i = piece.next
    } else {
      const end = line.indexOf(' ', i)
      const word = line.slice(i, end < 0 ? line.length : end)
      words.push(...expand(word))
      i += word.length
    }
  }
  return words
}

const NAMED: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\x07': '\\a',
  '"': '\\"',
  '\\': '\\\\',
}

/** `sdscatrepr` without the quotes around: bytes as printable ASCII. */
export const escapeBytes = (bytes: string): string =>
  bytes.replace(/[^ !#-[\]-~]/g, (c) => NAMED[c] ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)

export const quote = (bytes: string): string => `"${escapeBytes(bytes)}"`

/** Takes back `escapeBytes`. */
export const unescapeBytes = (text: string): string => readDouble(`${text}"`, 0).text

/** An argument as one would type it: quoted only when it has to be. */
export const quoteIfNeeded = (bytes: string): string =>
  /^[!#-&(-[\]-z|~][!#-&(-[\]-~]*$/.test(bytes) ? bytes : quote(bytes)

/** The RESP a client sends for these arguments. */
export const encodeCommand = (argv: readonly string[]): string => {
  let bytes = `*${argv.length}\r\n`
  for (const word of argv) bytes += `$${word.length}\r\n${word}\r\n`
  return bytes
}
