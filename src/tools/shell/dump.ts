/** Bytes as people read them: `hexdump`, `xxd` and `od`, and `cmp` for two files that should be alike. */
import type { DiskView } from '../../world/process.ts'
import { Said } from './said.ts'
import type { Filter } from './said.ts'
import { complaint, options, sizeOf, wrong } from './options.ts'
import type { Builtin } from './options.ts'

/** How a dump looks: one row of bytes with its offset, and a last line with the offset behind them all. */
interface Style {
  readonly width: number
  row(bytes: string, offset: number): string
  last(offset: number): string
  /** Whether rows like the one before are one `*`. */
  readonly squeeze: boolean
}

/** Which bytes: after `skip` of them, at most `length`. */
interface Range {
  readonly skip: number
  readonly length: number
}

const hex = (code: number, width = 2): string => code.toString(16).padStart(width, '0')

const plain = (bytes: string): string => bytes.replace(/[^ -~]/g, '.')

/** Reads bytes until it has what it wants, and prints them in rows. */
class Dump implements Filter {
  readonly status = 0
  readonly complaint = ''
  private readonly style: Style
  private readonly range: Range
  private input: string[] = []
  private taken = 0

  constructor(style: Style, range: Range) {
    this.style = style
    this.range = range
  }

  get full(): boolean {
    return this.taken >= this.range.skip + this.range.length
  }

  feed(data: string): string {
    this.input.push(data)
    this.taken += data.length
    return ''
  }

  end(): string {
    const { style, range } = this
    const data = this.input.join('').slice(range.skip, range.skip + range.length)
    const out: string[] = []
    let before: string | undefined
    let starred = false
    for (let at = 0; at < data.length; at += style.width) {
      const bytes = data.slice(at, at + style.width)
      if (style.squeeze && bytes === before) {
        if (!starred) out.push('*\n')
        starred = true
        continue
      }
      starred = false
      before = bytes
      out.push(style.row(bytes, range.skip + at))
    }
    return out.join('') + (data === '' ? '' : style.last(range.skip + data.length))
  }
}

/** Runs one file or the input through a dump. */
const dumped = (name: string, files: readonly string[], disk: DiskView, dump: () => Dump): Filter => {
  if (files.length === 0) return dump()
  let said = ''
  const whole = dump()
  for (const file of files) {
    const data = disk.read(file)
    if (data !== undefined) whole.feed(data)
    else if (disk.list(file) === undefined) said += `${name}: ${file}: No such file or directory\n`
    else said += `${name}: ${file}: Is a directory\n`
  }
  if (said !== '' && name === 'hexdump') said += `hexdump: all input file arguments failed\n`
  return new Said(whole.end(), said === '' ? 0 : 1, said)
}

const rangeOf = (skip: string | undefined, length: string | undefined): Range | undefined => {
  const from = skip === undefined ? 0 : offsetOf(skip)
  const most = length === undefined ? Infinity : offsetOf(length)
  return from === undefined || most === undefined ? undefined : { skip: from, length: most }
}

/** Decimal, or hexadecimal after `0x`. */
const offsetOf = (text: string): number | undefined =>
  /^0x[0-9a-f]+$/i.test(text) ? Number(text) : sizeOf(text)

// ---- hexdump ----------------------------------------------------------------------------------------

const canonical: Style = {
  width: 16,
  squeeze: true,
  row: (bytes, offset) => {
    const pairs = [...bytes].map((char) => hex(char.charCodeAt(0)))
    const half = (from: number) => pairs.slice(from, from + 8).join(' ')
    return `${hex(offset, 8)}  ${`${half(0).padEnd(23)}  ${half(8)}`.padEnd(48)}  |${plain(bytes)}|\n`
  },
  last: (offset) => `${hex(offset, 8)}\n`,
}

/** The default: little-endian words. */
const inWords: Style = {
  width: 16,
  squeeze: true,
  row: (bytes, offset) => {
    let words = ''
    for (let i = 0; i < bytes.length; i += 2) {
      const high = i + 1 < bytes.length ? bytes.charCodeAt(i + 1) : 0
      words += ` ${hex(high * 256 + bytes.charCodeAt(i), 4)}`
    }
    return `${hex(offset, 7)}${words.padEnd(40)}\n`
  },
  last: (offset) => `${hex(offset, 7)}\n`,
}

export const hexdump: Builtin = (args, disk) => {
  const { letters, values, rest, wrong: letter } = options(args, 'Cv', 'ns')
  if (letter !== undefined) return wrong('hexdump', letter)
  const range = rangeOf(values.get('s'), values.get('n'))
  if (range === undefined) return complaint('hexdump: bad number\n')
  const style = letters.has('C') ? canonical : inWords
  return dumped('hexdump', rest, disk, () => new Dump({ ...style, squeeze: !letters.has('v') }, range))
}

// ---- xxd --------------------------------------------------------------------------------------------

const xxdStyle = (width: number, group: number, bits: boolean): Style => ({
  width,
  squeeze: false,
  row: (bytes, offset) => {
    let columns = ''
    for (let i = 0; i < width; i++) {
      const code = bytes.charCodeAt(i)
      const none = ' '.repeat(bits ? 8 : 2)
      columns += i >= bytes.length ? none : bits ? code.toString(2).padStart(8, '0') : hex(code)
      if ((i + 1) % group === 0 || i + 1 === width) columns += ' '
    }
    return `${hex(offset, 8)}: ${columns} ${plain(bytes)}\n`
  },
  last: () => '',
})

const postscript: Style = {
  width: 30,
  squeeze: false,
  row: (bytes) => `${[...bytes].map((char) => hex(char.charCodeAt(0))).join('')}\n`,
  last: () => '',
}

export const xxd: Builtin = (args, disk) => {
  const { letters, values, rest, wrong: letter } = options(args, 'pbu', 'slcg')
  if (letter !== undefined) return wrong('xxd', letter)
  const range = rangeOf(values.get('s'), values.get('l'))
  const width = Number(values.get('c') ?? (letters.has('b') ? 6 : 16))
  const group = Number(values.get('g') ?? (letters.has('b') ? 1 : 2))
  if (range === undefined || !(width > 0 && width <= 256) || !(group >= 0))
    return complaint('xxd: invalid number\n')
  const style = letters.has('p') ? postscript : xxdStyle(width, group === 0 ? width : group, letters.has('b'))
  return dumped('xxd', rest, disk, () => new Dump(style, range))
}

// ---- od ---------------------------------------------------------------------------------------------

const octal = (code: number, width: number): string => code.toString(8).padStart(width, '0')

const NAMED: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

const odCell = (code: number, kind: string): string => {
  if (kind === 'x1') return ` ${hex(code)}`
  const shown = NAMED[code] ?? (code >= 32 && code < 127 ? String.fromCharCode(code) : octal(code, 3))
  return shown.padStart(4)
}

const odStyle = (kind: string, radix: string): Style => {
  const offset = (at: number): string =>
    radix === 'x' ? hex(at, 6) : radix === 'd' ? String(at).padStart(7, '0') : octal(at, 7)
  const cells = (bytes: string): string => {
    if (kind !== 'o2') return [...bytes].map((char) => odCell(char.charCodeAt(0), kind)).join('')
    let words = ''
    for (let i = 0; i < bytes.length; i += 2)
      words += ` ${octal(bytes.charCodeAt(i) + (i + 1 < bytes.length ? bytes.charCodeAt(i + 1) * 256 : 0), 6)}`
    return words
  }
  return {
    width: 16,
    squeeze: true,
    row: (bytes, at) => `${offset(at)}${cells(bytes)}\n`,
    last: (at) => `${offset(at)}\n`,
  }
}

export const od: Builtin = (args, disk) => {
  const { letters, values, rest, wrong: letter } = options(args, 'cv', 'AtNj')
  if (letter !== undefined) return wrong('od', letter)
  const kind = letters.has('c') ? 'c' : (values.get('t') ?? 'o2')
  const range = rangeOf(values.get('j'), values.get('N'))
  if (range === undefined || !['c', 'x1', 'o2'].includes(kind))
    return complaint(`od: invalid type string '${kind}'\n`)
  return dumped('od', rest, disk, () => new Dump(odStyle(kind, values.get('A') ?? 'o'), range))
}

// ---- cmp --------------------------------------------------------------------------------------------

export const cmp: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'ls')
  if (letter !== undefined) return wrong('cmp', letter)
  const [first, second] = rest
  if (first === undefined || second === undefined) return complaint("cmp: missing operand after 'cmp'\n", 2)
  const missing = rest.find((path) => disk.read(path) === undefined)
  if (missing !== undefined) return complaint(`cmp: ${missing}: No such file or directory\n`, 2)
  const [a, b] = [disk.read(first)!, disk.read(second)!]
  if (a === b) return new Said('')
  const common = Math.min(a.length, b.length)
  let output = ''
  let line = 1
  for (let i = 0; i < common; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y && letters.has('l'))
      output += `${String(i + 1).padStart(String(common).length)} ${octal(x, 1).padStart(3)} ${octal(y, 1).padStart(3)}\n`
    else if (x !== y) return new Said(`${first} ${second} differ: byte ${i + 1}, line ${line}\n`, 1)
    if (x === 10) line++
  }
  const shorter = a.length < b.length ? first : second
  const said = a.length === b.length ? '' : `cmp: EOF on ${shorter} after byte ${common}\n`
  return new Said(output, 1, said)
}
