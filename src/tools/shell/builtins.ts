/** What the shell runs itself, without starting a process: small Unix tools over the machine's files. */
import { hexDigit } from '../../bytes/quote.ts'
import type { DiskView } from '../../world/process.ts'
import { cp, dd, mkdir, mv, rm, rmdir, sync, touch, truncate } from './changes.ts'
import { cmp, hexdump, od, xxd } from './dump.ts'
import { AllButLast, Bytes, Count, Grep, HeadLines, Pass, Sort, TailLines, Unique } from './filter.ts'
import type { Filter } from './said.ts'
import { grepPattern } from './grep.ts'
import { du, file, ls, stat } from './listing.ts'
import { complaint, options, sizeOf, wrong } from './options.ts'
import { Said } from './said.ts'
import type { Builtin, Letters } from './options.ts'

/** One of the tools with its arguments; undefined when the name is none of them. `now`: virtual µs since 1970. */
export const createFilter = (
  name: string,
  args: readonly string[],
  disk: DiskView,
  now: number,
): Filter | undefined => (Object.hasOwn(BUILTINS, name) ? BUILTINS[name]!(args, disk, now) : undefined)

export const builtinNames = (): string[] => Object.keys(BUILTINS)

const missing = (name: string, path: string) => `${name}: ${path}: No such file or directory\n`

/** Runs the files through a filter, or leaves it to read its input when there are none. */
const overFiles = (
  name: string,
  files: readonly string[],
  disk: DiskView,
  make: (file?: string) => Filter,
): Filter => {
  if (files.length === 0) return make()
  let output = ''
  let complaint = ''
  let status = 0
  for (const file of files) {
    const data = disk.read(file)
    if (data === undefined) {
      const directory = disk.list(file) !== undefined
      complaint += directory ? `${name}: ${file}: Is a directory\n` : missing(name, file)
      status = name === 'grep' ? 2 : 1
      continue
    }
    const filter = make(file)
    output += filter.feed(data) + filter.end()
    if (filter.status > status) status = filter.status
  }
  return new Said(output, status, complaint)
}

const echo: Builtin = (args) => {
  const { letters, rest } =
    args[0] !== undefined && /^-[neE]+$/.test(args[0]) ? options(args, 'neE') : noOptions(args)
  const text = rest.join(' ')
  return new Said((letters.has('e') ? unescape(text) : text) + (letters.has('n') ? '' : '\n'))
}

const noOptions = (rest: readonly string[]): Letters => ({
  letters: new Set(),
  values: new Map(),
  rest,
  wrong: undefined,
})

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  '\\': '\\',
  0: '\0',
}

/** \n \r \t \xHH … in `echo -e` and `printf`. */
const unescape = (text: string): string =>
  text.replace(/\\(x[0-9a-fA-F]{1,2}|.)/g, (all, escape: string) => {
    if (!escape.startsWith('x')) return ESCAPES[escape] ?? all
    if (escape.length === 1) return all
    let code = 0
    for (let i = 1; i < escape.length; i++) code = code * 16 + hexDigit(escape.charCodeAt(i))
    return String.fromCharCode(code)
  })

/** The format is used again until the arguments run out, as POSIX has it. */
const printf: Builtin = ([format, ...args]) => {
  if (format === undefined) return new Said('', 2, 'printf: usage: printf format [arguments]\n')
  const left = [...args]
  let output = ''
  do {
    const before = left.length
    output += unescape(format).replace(/%([%sd])/g, (_, kind: string) => {
      if (kind === '%') return '%'
      const argument = left.shift() ?? (kind === 'd' ? '0' : '')
      return kind === 'd' ? String(Number.parseInt(argument, 10) || 0) : argument
    })
    if (left.length === before) break
  } while (left.length > 0)
  return new Said(output)
}

const cat: Builtin = (args, disk) => {
  const { rest, wrong: letter } = options(args, 'u')
  return letter === undefined ? overFiles('cat', rest, disk, () => new Pass()) : wrong('cat', letter)
}

const grep: Builtin = (args, disk) => {
  const { letters, values, rest, wrong: letter } = options(args, 'ivcnEFowqhHs', 'e')
  if (letter !== undefined) return wrong('grep', letter)
  const [pattern, ...files] = values.has('e') ? [values.get('e')!, ...rest] : rest
  if (pattern === undefined) return new Said('', 2, 'Usage: grep [OPTION]... PATTERNS [FILE]...\n')
  const kind = letters.has('F') ? 'fixed' : letters.has('E') ? 'extended' : 'basic'
  const source = grepPattern(pattern, kind, letters.has('w'))
  if (source === undefined) return new Said('', 2, 'grep: Invalid regular expression\n')
  const settings = {
    pattern: source,
    ignoreCase: letters.has('i'),
    invert: letters.has('v'),
    count: letters.has('c'),
    number: letters.has('n'),
    only: letters.has('o'),
    quiet: letters.has('q'),
  }
  return overFiles('grep', files, disk, () => new Grep(settings))
}

interface Wanted {
  /** As typed: a leading `+` counts from the start (tail), a `-` from the end (head). */
  readonly n: string
  readonly unit: 'lines' | 'bytes'
  readonly rest: readonly string[]
}

/** `-n 5`, `-c 5`, `-5` or nothing; a string says what is wrong. */
const wanted = (name: string, args: readonly string[]): Wanted | string => {
  const short = /^-(\d+)$/.exec(args[0] ?? '')
  if (short !== null) return { n: short[1]!, unit: 'lines', rest: args.slice(1) }
  const { values, rest, wrong: letter } = options(args, 'q', 'nc')
  if (letter !== undefined) return `${name}: invalid option -- '${letter}'\n`
  const unit = values.has('c') ? 'bytes' : 'lines'
  const n = values.get('c') ?? values.get('n') ?? '10'
  const size = sizeOf(n.replace(/^[-+]/, ''))
  if (size === undefined) return `${name}: invalid number of ${unit}: '${n}'\n`
  return { n: /^[-+]/.test(n) ? n[0]! + String(size) : String(size), unit, rest }
}

/** `==> name <==` before each of several files. */
const overTitled = (name: string, files: readonly string[], disk: DiskView, make: () => Filter): Filter => {
  if (files.length < 2) return overFiles(name, files, disk, make)
  let first = true
  return overFiles(name, files, disk, (file) => {
    const title = `${first ? '' : '\n'}==> ${file} <==\n`
    first = false
    return new Titled(make(), title)
  })
}

/** A filter with a line before what it puts out. */
class Titled implements Filter {
  readonly full = false
  readonly status = 0
  readonly complaint = ''
  private readonly filter: Filter
  private title: string

  constructor(filter: Filter, title: string) {
    this.filter = filter
    this.title = title
  }

  feed(data: string): string {
    const { title } = this
    this.title = ''
    return title + this.filter.feed(data)
  }
  end(): string {
    return this.title + this.filter.end()
  }
}

const head: Builtin = (args, disk) => {
  const count = wanted('head', args)
  if (typeof count === 'string') return complaint(count)
  const n = Number(count.n)
  return overTitled('head', count.rest, disk, () =>
    count.unit === 'bytes' ? new Bytes('head', n) : n < 0 ? new AllButLast(-n) : new HeadLines(n),
  )
}

const tail: Builtin = (args, disk) => {
  const count = wanted('tail', args)
  if (typeof count === 'string') return complaint(count)
  const fromStart = count.n.startsWith('+')
  const n = Math.abs(Number(count.n))
  return overTitled('tail', count.rest, disk, () =>
    count.unit === 'bytes'
      ? new Bytes(fromStart ? 'from' : 'tail', n)
      : fromStart
        ? new TailLines(0, n)
        : new TailLines(n),
  )
}

const wc: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'lwcm')
  if (letter !== undefined) return wrong('wc', letter)
  const bytes = letters.has('c') || letters.has('m')
  const all = !bytes && !letters.has('l') && !letters.has('w')
  const show = { lines: all || letters.has('l'), words: all || letters.has('w'), bytes: all || bytes }
  return overFiles('wc', rest, disk, (file) =>
    file === undefined ? new Count(show) : new Named(new Count(show), file),
  )
}

/** A count with its file's name behind it. */
class Named implements Filter {
  readonly full = false
  readonly status = 0
  readonly complaint = ''
  private readonly count: Count
  private readonly file: string

  constructor(count: Count, file: string) {
    this.count = count
    this.file = file
  }

  feed(data: string): string {
    return this.count.feed(data)
  }
  end(): string {
    return `${this.count.end().trimEnd()} ${this.file}\n`
  }
}

const sort: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'nru')
  if (letter !== undefined) return wrong('sort', letter)
  const settings = { numeric: letters.has('n'), reverse: letters.has('r'), unique: letters.has('u') }
  return overFiles('sort', rest, disk, () => new Sort(settings))
}

const uniq: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'c')
  return letter === undefined
    ? overFiles('uniq', rest, disk, () => new Unique(letters.has('c')))
    : wrong('uniq', letter)
}

/** There is no screen to edit in: the page has better places for it. */
const editor =
  (name: string): Builtin =>
  () =>
    complaint(
      `${name}: no full-screen editors on this machine. The redis.conf tab edits the configuration,\n` +
        `the Files tab any file, byte by byte. Here: echo line >> file\n`,
    )

const seq: Builtin = (args) => {
  const numbers = args.map(Number)
  if (args.length === 0 || args.length > 3 || numbers.some((n) => !Number.isInteger(n)))
    return new Said('', 1, 'seq: missing or invalid operand\n')
  const [first, step, last] =
    numbers.length === 1
      ? [1, 1, numbers[0]!]
      : numbers.length === 2
        ? [numbers[0]!, 1, numbers[1]!]
        : numbers
  const out: string[] = []
  if (step !== 0) for (let n = first!; step! > 0 ? n <= last! : n >= last!; n += step!) out.push(`${n}\n`)
  return new Said(out.join(''))
}

const BUILTINS: Readonly<Record<string, Builtin>> = {
  cat,
  cd: (args) =>
    ['/', '.', '~', undefined].includes(args[0])
      ? new Said('')
      : complaint('sh: cd: this shell stays in /; name files with their directory\n'),
  clear: () => new Said('\x1b[H\x1b[2J'),
  cmp,
  cp,
  dd,
  du,
  echo,
  false: () => new Said('', 1),
  file,
  grep,
  head,
  hexdump,
  less: cat,
  ls,
  mkdir,
  more: cat,
  mv,
  nano: editor('nano'),
  od,
  printf,
  pwd: () => new Said('/\n'),
  rm,
  rmdir,
  seq,
  sort,
  stat,
  sync,
  tail,
  touch,
  true: () => new Said(''),
  truncate,
  uniq,
  vi: editor('vi'),
  vim: editor('vim'),
  wc,
  xxd,
}
