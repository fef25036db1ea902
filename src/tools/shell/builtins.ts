/** What the shell runs itself, without starting a process: small Unix tools over the machine's files. */
import { compareBytes } from '../../bytes/bytestrings.ts'
import { hexDigit } from '../../bytes/quote.ts'
import type { DiskView } from '../../world/process.ts'
import { Count, Grep, HeadLines, HexDump, Pass, Said, Sort, TailLines, Unique } from './filter.ts'
import type { Filter } from './filter.ts'
import { grepPattern } from './grep.ts'

type Builtin = (args: readonly string[], disk: DiskView) => Filter

/** One of the tools with its arguments; undefined when the name is none of them. */
export const createFilter = (name: string, args: readonly string[], disk: DiskView): Filter | undefined =>
  Object.hasOwn(BUILTINS, name) ? BUILTINS[name]!(args, disk) : undefined

export const builtinNames = (): string[] => Object.keys(BUILTINS)

interface Letters {
  readonly letters: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
  readonly rest: readonly string[]
  readonly wrong: string | undefined
}

/** getopt: letters that stand alone, letters that take a value, and what is left. */
const options = (args: readonly string[], alone: string, valued = ''): Letters => {
  const letters = new Set<string>()
  const values = new Map<string, string>()
  let i = 0
  for (; i < args.length; i++) {
    const word = args[i]!
    if (word === '--') {
      i++
      break
    }
    if (!word.startsWith('-') || word === '-') break
    for (let j = 1; j < word.length; j++) {
      const letter = word[j]!
      if (alone.includes(letter)) letters.add(letter)
      else if (valued.includes(letter)) {
        values.set(letter, word.slice(j + 1) || (args[++i] ?? ''))
        break
      } else return { letters, values, rest: [], wrong: letter }
    }
  }
  return { letters, values, rest: args.slice(i), wrong: undefined }
}

const wrong = (name: string, letter: string): Filter =>
  new Said('', 2, `${name}: invalid option -- '${letter}'\n`)

/** What the C library says to an errno's name. */
export const errnoText = (errno: string): string => ERRNOS[errno] ?? errno

const ERRNOS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ENOSPC: 'No space left on device',
  EIO: 'Input/output error',
}

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

const ls: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'la1hA')
  if (letter !== undefined) return wrong('ls', letter)
  const paths = rest.length > 0 ? rest : ['/']
  let output = ''
  let complaint = ''
  for (const path of paths) {
    const names = disk.list(path)
    if (names === undefined && !disk.exists(path)) {
      complaint += `ls: cannot access '${path}': No such file or directory\n`
      continue
    }
    const shown = (names ?? [path]).filter(
      (name) => letters.has('a') || letters.has('A') || !name.startsWith('.'),
    )
    if (paths.length > 1 && names !== undefined) output += `${output === '' ? '' : '\n'}${path}:\n`
    const inside = (name: string) => (names === undefined ? name : `${path.replace(/\/$/, '')}/${name}`)
    output += letters.has('l') ? longList(shown, inside, disk) : shown.map((name) => `${name}\n`).join('')
  }
  return new Said(output, complaint === '' ? 0 : 2, complaint)
}

const longList = (names: readonly string[], inside: (name: string) => string, disk: DiskView): string => {
  const sizes = names.map((name) => String(disk.size(inside(name)) ?? 0))
  const width = Math.max(0, ...sizes.map((size) => size.length))
  const mode = (name: string) => (disk.list(inside(name)) === undefined ? '-rw-r--r--' : 'drwxr-xr-x')
  return names.map((name, i) => `${mode(name)} 1 redis redis ${sizes[i]!.padStart(width)} ${name}\n`).join('')
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

/** `-n 5`, `-5` or nothing; undefined when it is no number. */
const lineCount = (args: readonly string[]): { n: string; rest: readonly string[] } | undefined => {
  const short = /^-(\d+)$/.exec(args[0] ?? '')
  if (short !== null) return { n: short[1]!, rest: args.slice(1) }
  const { values, rest, wrong: letter } = options(args, '', 'n')
  const n = values.get('n') ?? '10'
  return letter === undefined && /^\+?\d+$/.test(n) ? { n, rest } : undefined
}

const head: Builtin = (args, disk) => {
  const count = lineCount(args)
  if (count === undefined) return new Said('', 1, 'head: invalid number of lines\n')
  return overFiles('head', count.rest, disk, () => new HeadLines(Number(count.n)))
}

const tail: Builtin = (args, disk) => {
  const count = lineCount(args)
  if (count === undefined) return new Said('', 1, 'tail: invalid number of lines\n')
  const n = Number(count.n)
  return overFiles('tail', count.rest, disk, () =>
    count.n.startsWith('+') ? new TailLines(0, n) : new TailLines(n),
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

const xxd: Builtin = (args, disk) => overFiles('xxd', args, disk, () => new HexDump())

const rm: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'rfv')
  if (letter !== undefined) return wrong('rm', letter)
  let complaint = ''
  for (const path of rest) complaint += remove(path, letters.has('r'), letters.has('f'), disk)
  if (rest.length === 0 && !letters.has('f')) complaint = 'rm: missing operand\n'
  return new Said('', complaint === '' ? 0 : 1, complaint)
}

const remove = (path: string, deep: boolean, force: boolean, disk: DiskView): string => {
  const names = disk.list(path)
  if (names !== undefined && !deep) return `rm: cannot remove '${path}': Is a directory\n`
  if (names === undefined && !disk.exists(path))
    return force ? '' : `rm: cannot remove '${path}': No such file or directory\n`
  for (const name of names ?? []) remove(`${path.replace(/\/$/, '')}/${name}`, true, true, disk)
  const problem = disk.unlink(path)
  return problem === undefined || names !== undefined
    ? ''
    : `rm: cannot remove '${path}': ${errnoText(problem)}\n`
}

/** Where a file goes when the target is a directory. */
const target = (from: string, to: string, disk: DiskView): string =>
  disk.list(to) === undefined ? to : `${to.replace(/\/$/, '')}/${from.slice(from.lastIndexOf('/') + 1)}`

const mv: Builtin = ([from, to], disk) => {
  if (from === undefined || to === undefined) return new Said('', 1, 'mv: missing file operand\n')
  if (!disk.exists(from)) return new Said('', 1, `mv: cannot stat '${from}': No such file or directory\n`)
  const problem = disk.rename(from, target(from, to, disk))
  return problem === undefined
    ? new Said('')
    : new Said('', 1, `mv: cannot move '${from}': ${errnoText(problem)}\n`)
}

const cp: Builtin = ([from, to], disk) => {
  if (from === undefined || to === undefined) return new Said('', 1, 'cp: missing file operand\n')
  const data = disk.read(from)
  if (data === undefined) return new Said('', 1, `cp: cannot stat '${from}': No such file or directory\n`)
  const problem = disk.write(target(from, to, disk), data)
  return problem === undefined
    ? new Said('')
    : new Said('', 1, `cp: cannot create '${to}': ${errnoText(problem)}\n`)
}

const mkdir: Builtin = (args, disk) => {
  const { rest } = options(args, 'p')
  const complaints = rest.map((path) => {
    if (disk.exists(path))
      return args[0] === '-p' ? '' : `mkdir: cannot create directory '${path}': File exists\n`
    const problem = disk.mkdir(path)
    return problem === undefined ? '' : `mkdir: cannot create directory '${path}': ${errnoText(problem)}\n`
  })
  return new Said('', complaints.some((text) => text !== '') ? 1 : 0, complaints.join(''))
}

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
  clear: () => new Said('\x1b[H\x1b[2J'),
  cp,
  echo,
  false: () => new Said('', 1),
  grep,
  head,
  ls,
  mkdir,
  mv,
  printf,
  pwd: () => new Said('/\n'),
  rm,
  seq,
  sort,
  tail,
  true: () => new Said(''),
  uniq,
  wc,
  xxd,
}

/** Names of files that match a pattern of the shell, sorted; empty when none does. */
export const matchingFiles = (
  pattern: string,
  disk: DiskView,
  matches: (pattern: string, name: string) => boolean,
): string[] => {
  const slash = pattern.lastIndexOf('/')
  const directory = pattern.slice(0, slash + 1)
  const last = pattern.slice(slash + 1)
  const names = disk.list(directory === '' ? '/' : directory) ?? []
  return names
    .filter((name) => (last.startsWith('.') || !name.startsWith('.')) && matches(last, name))
    .sort(compareBytes)
    .map((name) => directory + name)
}
