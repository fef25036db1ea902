/** Tools that change files: `cp`, `mv`, `rm`, `mkdir`, `rmdir`, `touch`, `truncate`, `dd`, `sync`. */
import type { DiskView } from '../../world/process.ts'
import { Said } from './said.ts'
import type { Filter } from './said.ts'
import { errnoText } from './errno.ts'
import { baseName, complaint, joined, options, sizeOf, wrong } from './options.ts'
import type { Builtin } from './options.ts'

/** A tool without output, with what it complains of. */
const done = (said: readonly string[]): Filter => {
  const text = said.join('')
  return new Said('', text === '' ? 0 : 1, text)
}

const hint = (name: string): string => `Try '${name} --help' for more information.\n`

/** Where a file goes when the target is a directory. */
const target = (from: string, to: string, disk: DiskView): string =>
  disk.list(to) === undefined ? to : joined(to, baseName(from))

/** The sources and the target of `cp` and `mv`, or what is wrong with them. */
const operands = (
  name: string,
  rest: readonly string[],
  disk: DiskView,
): { from: readonly string[]; to: string } | string => {
  const to = rest.at(-1)
  if (to === undefined) return `${name}: missing file operand\n${hint(name)}`
  const from = rest.slice(0, -1)
  if (from.length === 0) return `${name}: missing destination file operand after '${to}'\n${hint(name)}`
  if (from.length > 1 && disk.list(to) === undefined) return `${name}: target '${to}' is not a directory\n`
  return { from, to }
}

const copyOne = (from: string, to: string, deep: boolean, disk: DiskView): string => {
  const names = disk.list(from)
  if (names === undefined) {
    const data = disk.read(from)
    if (data === undefined) return `cp: cannot stat '${from}': No such file or directory\n`
    const problem = disk.write(to, data)
    return problem === undefined ? '' : `cp: cannot create regular file '${to}': ${errnoText(problem)}\n`
  }
  if (!deep) return `cp: -r not specified; omitting directory '${from}'\n`
  const problem = disk.list(to) === undefined ? disk.mkdir(to) : undefined
  if (problem !== undefined) return `cp: cannot create directory '${to}': ${errnoText(problem)}\n`
  return names.map((name) => copyOne(joined(from, name), joined(to, name), true, disk)).join('')
}

export const cp: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'rRapfvin')
  if (letter !== undefined) return wrong('cp', letter)
  const found = operands('cp', rest, disk)
  if (typeof found === 'string') return complaint(found)
  const deep = letters.has('r') || letters.has('R') || letters.has('a')
  return done(found.from.map((from) => copyOne(from, target(from, found.to, disk), deep, disk)))
}

/** A directory moves with all it holds. */
const moveOne = (from: string, to: string, disk: DiskView): string => {
  const names = disk.list(from)
  if (names === undefined && !disk.exists(from))
    return `mv: cannot stat '${from}': No such file or directory\n`
  if (names === undefined) {
    const problem = disk.rename(from, to)
    return problem === undefined ? '' : `mv: cannot move '${from}' to '${to}': ${errnoText(problem)}\n`
  }
  const problem = disk.mkdir(to)
  if (problem !== undefined) return `mv: cannot move '${from}' to '${to}': ${errnoText(problem)}\n`
  const said = names.map((name) => moveOne(joined(from, name), joined(to, name), disk)).join('')
  disk.rmdir(from)
  return said
}

export const mv: Builtin = (args, disk) => {
  const { rest, wrong: letter } = options(args, 'fvin')
  if (letter !== undefined) return wrong('mv', letter)
  const found = operands('mv', rest, disk)
  if (typeof found === 'string') return complaint(found)
  return done(found.from.map((from) => moveOne(from, target(from, found.to, disk), disk)))
}

const remove = (path: string, deep: boolean, force: boolean, disk: DiskView): string => {
  const names = disk.list(path)
  if (names !== undefined && !deep) return `rm: cannot remove '${path}': Is a directory\n`
  if (names === undefined && !disk.exists(path))
    return force ? '' : `rm: cannot remove '${path}': No such file or directory\n`
  const below = (names ?? []).map((name) => remove(joined(path, name), true, true, disk)).join('')
  const problem = names === undefined ? disk.unlink(path) : disk.rmdir(path)
  return below + (problem === undefined ? '' : `rm: cannot remove '${path}': ${errnoText(problem)}\n`)
}

export const rm: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'rRfvi')
  if (letter !== undefined) return wrong('rm', letter)
  const deep = letters.has('r') || letters.has('R')
  if (rest.length === 0 && !letters.has('f')) return complaint(`rm: missing operand\n${hint('rm')}`)
  return done(rest.map((path) => remove(path, deep, letters.has('f'), disk)))
}

const makeOne = (path: string, parents: boolean, disk: DiskView): string => {
  if (parents && disk.list(path) !== undefined) return ''
  const slash = path.replace(/\/+$/, '').lastIndexOf('/')
  if (parents && slash > 0) makeOne(path.slice(0, slash), true, disk)
  const problem = disk.mkdir(path)
  return problem === undefined ? '' : `mkdir: cannot create directory '${path}': ${errnoText(problem)}\n`
}

export const mkdir: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'pv')
  if (letter !== undefined) return wrong('mkdir', letter)
  if (rest.length === 0) return complaint(`mkdir: missing operand\n${hint('mkdir')}`)
  return done(rest.map((path) => makeOne(path, letters.has('p'), disk)))
}

export const rmdir: Builtin = (args, disk) => {
  if (args.length === 0) return complaint(`rmdir: missing operand\n${hint('rmdir')}`)
  return done(
    args.map((path) => {
      const problem = disk.rmdir(path)
      return problem === undefined ? '' : `rmdir: failed to remove '${path}': ${errnoText(problem)}\n`
    }),
  )
}

export const touch: Builtin = (args, disk) => {
  const { rest, wrong: letter } = options(args, 'acm')
  if (letter !== undefined) return wrong('touch', letter)
  if (rest.length === 0) return complaint(`touch: missing file operand\n${hint('touch')}`)
  return done(
    rest.map((path) => {
      const problem = disk.list(path) === undefined ? disk.append(path, '') : undefined
      return problem === undefined ? '' : `touch: cannot touch '${path}': ${errnoText(problem)}\n`
    }),
  )
}

/** `-s 100`, `-s -12` (shorter by), `-s +4K` (longer by). */
const newSize = (text: string, old: number): number | undefined => {
  const sign = /^[-+]/.exec(text)?.[0]
  const size = sizeOf(sign === undefined ? text : text.slice(1))
  if (size === undefined || sign === undefined) return size
  return Math.max(0, old + (sign === '-' ? -size : size))
}

export const truncate: Builtin = (args, disk) => {
  const words = args.map((word) => word.replace(/^--size=?/, '-s'))
  const { letters, values, rest, wrong: letter } = options(words, 'c', 's')
  if (letter !== undefined) return wrong('truncate', letter)
  const size = values.get('s')
  if (size === undefined)
    return complaint(`truncate: you must specify either '--size' or '--reference'\n${hint('truncate')}`)
  if (rest.length === 0) return complaint(`truncate: missing file operand\n${hint('truncate')}`)
  if (newSize(size, 0) === undefined) return complaint(`truncate: Invalid number: '${size}'\n`)
  return done(
    rest.map((path) => {
      if (disk.size(path) === undefined) {
        if (letters.has('c')) return ''
        const problem = disk.append(path, '')
        if (problem !== undefined)
          return `truncate: cannot open '${path}' for writing: ${errnoText(problem)}\n`
      }
      const problem = disk.truncate(path, newSize(size, disk.size(path) ?? 0)!)
      return problem === undefined ? '' : `truncate: failed to truncate '${path}': ${errnoText(problem)}\n`
    }),
  )
}

/** Everything written reaches the device: of the files named, or of all there are. */
export const sync: Builtin = (args, disk) => {
  const { rest, wrong: letter } = options(args, 'df')
  if (letter !== undefined) return wrong('sync', letter)
  if (rest.length === 0) return done(syncBelow('/', disk))
  return done(
    rest.map((path) => {
      if (!disk.exists(path)) return `sync: error opening '${path}': No such file or directory\n`
      const problem = disk.list(path) === undefined ? disk.fsync(path) : undefined
      return problem === undefined ? '' : `sync: error syncing '${path}': ${errnoText(problem)}\n`
    }),
  )
}

const syncBelow = (path: string, disk: DiskView): string[] =>
  (disk.list(path) ?? []).flatMap((name) => {
    const at = joined(path, name)
    if (disk.list(at) !== undefined) return syncBelow(at, disk)
    const problem = disk.fsync(at)
    return problem === undefined ? [] : [`sync: error syncing '${at}': ${errnoText(problem)}\n`]
  })

interface Copying {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly block: number
  /** Blocks. */
  readonly count: number | undefined
  readonly skip: number
  readonly seek: number
  readonly keepRest: boolean
  readonly quiet: boolean
}

const copying = (args: readonly string[]): Copying | string => {
  const given = new Map<string, string>()
  for (const word of args) {
    const equals = word.indexOf('=')
    const name = word.slice(0, Math.max(0, equals))
    if (!['if', 'of', 'bs', 'count', 'skip', 'seek', 'conv', 'status'].includes(name))
      return `dd: unrecognized operand '${word}'\n${hint('dd')}`
    given.set(name, word.slice(equals + 1))
  }
  for (const name of ['bs', 'count', 'skip', 'seek']) {
    const text = given.get(name)
    if (text !== undefined && (sizeOf(text) === undefined || (name === 'bs' && sizeOf(text) === 0)))
      return `dd: invalid number: '${text}'\n`
  }
  const number = (name: string) => (given.has(name) ? sizeOf(given.get(name)!) : undefined)
  return {
    from: given.get('if'),
    to: given.get('of'),
    block: number('bs') ?? 512,
    count: number('count'),
    skip: number('skip') ?? 0,
    seek: number('seek') ?? 0,
    keepRest: given.get('conv')?.split(',').includes('notrunc') ?? false,
    quiet: ['none', 'noxfer'].includes(given.get('status') ?? ''),
  }
}

/** `dd`: blocks of a file or of its input, written into the middle of another file. */
class CopyBlocks implements Filter {
  readonly full = false
  status = 0
  complaint = ''
  private readonly plan: Copying
  private readonly disk: DiskView
  private input: string[] = []

  constructor(plan: Copying, disk: DiskView) {
    this.plan = plan
    this.disk = disk
  }

  feed(data: string): string {
    this.input.push(data)
    return ''
  }

  private fail(text: string): string {
    this.complaint = text
    this.status = 1
    return ''
  }

  private source(): string | undefined {
    const { from } = this.plan
    if (from !== '/dev/zero') return from === undefined ? this.input.join('') : this.disk.read(from)
    return '\0'.repeat(this.plan.block * (this.plan.skip + (this.plan.count ?? 0)))
  }

  end(): string {
    const { plan } = this
    const data = this.source()
    if (data === undefined) return this.fail(`dd: failed to open '${plan.from}': No such file or directory\n`)
    const from = plan.skip * plan.block
    const bytes = data.slice(from, plan.count === undefined ? undefined : from + plan.count * plan.block)
    const problem = plan.to === undefined ? undefined : this.put(plan.to, bytes)
    if (problem !== undefined) return this.fail(`dd: failed to open '${plan.to}': ${errnoText(problem)}\n`)
    if (!plan.quiet) this.complaint = report(bytes.length, plan.block)
    return plan.to === undefined ? bytes : ''
  }

  private put(path: string, bytes: string): string | undefined {
    const at = this.plan.seek * this.plan.block
    const old = this.disk.read(path) ?? ''
    const rest = this.plan.keepRest ? old.slice(at + bytes.length) : ''
    return this.disk.write(path, old.slice(0, at).padEnd(at, '\0') + bytes + rest)
  }
}

const report = (bytes: number, block: number): string => {
  const records = `${Math.floor(bytes / block)}+${bytes % block > 0 ? 1 : 0}`
  return `${records} records in\n${records} records out\n${bytes} byte${bytes === 1 ? '' : 's'} copied\n`
}

export const dd: Builtin = (args, disk) => {
  const plan = copying(args)
  return typeof plan === 'string' ? complaint(plan) : new CopyBlocks(plan, disk)
}
