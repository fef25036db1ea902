/** Bytes that are RESP, nearly RESP, and not RESP at all, each on a connection of its own. */
import type { Dice } from './dice.ts'

const WORDS = [
  'PING',
  'ping',
  'GET',
  'SET',
  'ECHO',
  'k',
  'v',
  '',
  'a b',
  '"',
  "'",
  '\\',
  '\x00',
  '*1',
  '$3',
  'QUIT',
  'MULTI',
  'EXEC',
]
const NUMBERS = ['0', '1', '2', '3', '-1', '-2', 'x', '', '01', '+1', ' 1', '1 ', '2147483647', '2147483648', '536870880', '536870913', '9223372036854775807', '9223372036854775808', '1.5'] // prettier-ignore
const INLINE = ['PING', 'SET k v', 'GET k', 'ECHO "a b"', "ECHO 'a\\'b'", 'ECHO "\\x41\\n"', 'ECHO "a', "ECHO 'a", 'ECHO "a"b', 'ECHO a"b"', '   ', '', 'ECHO\ta', 'ECHO \\x41', 'ECHO "\\xzz\\q"', "ECHO ''", 'ECHO a\x00b', '"" x', 'ECHO "a\\"b"'] // prettier-ignore
const ENDS = ['\r\n', '\r\n', '\r\n', '\n', '\r', '', '\r\r\n']

const bulk = (d: Dice, word: string): string => {
  const length = d.chance(0.05) ? d.pick(NUMBERS) : String(word.length)
  const mark = d.chance(0.03) ? d.pick(['+', ':', '*', 'x', '']) : '$'
  const end = d.chance(0.03) ? d.pick(ENDS) : '\r\n'
  return `${mark}${length}${end}${word}${d.chance(0.03) ? d.pick(['', 'xx', '\n\r']) : '\r\n'}`
}

const request = (d: Dice): string => {
  const words = d.pick([
    ['PING'],
    ['ECHO', d.value()],
    ['SET', 'k', d.value()],
    ['GET', 'k'],
    d.some(0, 4, () => d.pick(WORDS)),
  ])
  const count = d.chance(0.05) ? d.pick(NUMBERS) : String(words.length)
  return `*${count}\r\n${words.map((word) => bulk(d, word)).join('')}`
}

const inline = (d: Dice): string => d.pick(INLINE) + d.pick(ENDS)

const noise = (d: Dice): string =>
  d
    .some(1, 6, () => d.pick(['*', '$', '1', '2', '\r\n', '\n', 'a', '-', ':', ' ', '"', '\x00', '\xff']))
    .join('')

/** What one connection sends; the last piece may be cut anywhere. */
export const makeBytes = (d: Dice): string => {
  const bytes = d
    .some(1, 4, () => (d.chance(0.6) ? request(d) : d.chance(0.8) ? inline(d) : noise(d)))
    .join('')
  return d.chance(0.1) ? bytes.slice(0, d.below(bytes.length + 1)) : bytes
}
