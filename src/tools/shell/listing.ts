/** `ls`, `stat`, `du` and `file`: what the shell tells of files without looking at all their bytes. */
import { civilTime } from '../../bytes/dates.ts'
import type { DiskView } from '../../world/process.ts'
import { Said } from './said.ts'
import { complaint, joined, options, wrong } from './options.ts'
import type { Builtin } from './options.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
/** Older files are listed with their year, µs. */
const HALF_A_YEAR = 15_778_476 * 1e6
const BLOCK = 4096

const two = (n: number): string => String(n).padStart(2, '0')

/** `Nov 20 09:00`, or with the year for what is half a year away. */
const listDate = (us: number, now: number): string => {
  const { year, month, day, hour, minute } = civilTime(us)
  const head = `${MONTHS[month - 1]} ${String(day).padStart(2)} `
  return Math.abs(now - us) > HALF_A_YEAR ? `${head} ${year}` : `${head}${two(hour)}:${two(minute)}`
}

/** `1234`, `1.3K`, `12M`: never less than there is. */
const human = (bytes: number): string => {
  if (bytes < 1024) return String(bytes)
  let value = bytes
  let unit = -1
  while (value >= 1024 && unit < 3) {
    value /= 1024
    unit++
  }
  const shown = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))
  return `${shown}${'KMGT'[unit]!}`
}

interface Listed {
  readonly name: string
  readonly path: string
  readonly isDirectory: boolean
  readonly size: number
  /** Kilobytes on the disk. */
  readonly blocks: number
  readonly modified: number
}

/** A directory is as old as the newest file in it. */
const modifiedAt = (path: string, disk: DiskView): number =>
  disk.modified(path) ??
  (disk.list(path) ?? []).reduce((newest, name) => Math.max(newest, modifiedAt(joined(path, name), disk)), 0)

const look = (name: string, path: string, disk: DiskView): Listed => {
  const isDirectory = disk.list(path) !== undefined
  const size = isDirectory ? BLOCK : (disk.size(path) ?? 0)
  const blocks = (Math.ceil(size / BLOCK) * BLOCK) / 1024
  return { name, path, isDirectory, size, blocks, modified: modifiedAt(path, disk) }
}

type Letters = ReadonlySet<string>

const longLines = (files: readonly Listed[], letters: Letters, now: number): string => {
  const sizeText = (file: Listed) => (letters.has('h') ? human(file.size) : String(file.size))
  const width = Math.max(0, ...files.map((file) => sizeText(file).length))
  return files
    .map((file) => {
      const mode = file.isDirectory ? 'drwxr-xr-x 2' : '-rw-r--r-- 1'
      const date = listDate(file.modified || now, now)
      return `${mode} redis redis ${sizeText(file).padStart(width)} ${date} ${file.name}\n`
    })
    .join('')
}

const inOrder = (files: readonly Listed[], letters: Letters): readonly Listed[] => {
  const sorted = [...files]
  if (letters.has('S')) sorted.sort((a, b) => b.size - a.size)
  else if (letters.has('t')) sorted.sort((a, b) => b.modified - a.modified)
  return letters.has('r') ? sorted.reverse() : sorted
}

/** What a directory holds, hidden names and the two dots as asked. */
const inside = (path: string, names: readonly string[], letters: Letters, disk: DiskView): Listed[] => {
  const all = letters.has('a') || letters.has('A')
  const files = names
    .filter((name) => all || !name.startsWith('.'))
    .map((name) => look(name, joined(path, name), disk))
  const dots = letters.has('a') ? ['.', '..'].map((dot) => look(dot, joined(path, dot), disk)) : []
  return [...dots, ...files]
}

const render = (files: readonly Listed[], letters: Letters, now: number, total: boolean): string => {
  const sorted = inOrder(files, letters)
  if (!letters.has('l')) return sorted.map(({ name }) => `${name}\n`).join('')
  const sum = sorted.reduce((all, { blocks }) => all + blocks, 0)
  const head = total ? `total ${letters.has('h') ? human(sum * 1024) : sum}\n` : ''
  return head + longLines(sorted, letters, now)
}

export const ls: Builtin = (args, disk, now) => {
  const { letters, rest, wrong: letter } = options(args, 'la1hAtrSdn')
  if (letter !== undefined) return wrong('ls', letter)
  const paths = rest.length > 0 ? rest : ['/']
  const missing = paths.filter((path) => disk.list(path) === undefined && !disk.exists(path))
  const found = paths.filter((path) => !missing.includes(path))
  const isFile = (path: string) => letters.has('d') || disk.list(path) === undefined
  const files = found.filter(isFile).map((path) => look(path === '/' ? '.' : path, path, disk))
  const parts = files.length > 0 ? [render(files, letters, now, false)] : []
  for (const path of found) {
    if (isFile(path)) continue
    const head = paths.length > 1 ? `${path}:\n` : ''
    parts.push(head + render(inside(path, disk.list(path)!, letters, disk), letters, now, true))
  }
  const said = missing.map((path) => `ls: cannot access '${path}': No such file or directory\n`).join('')
  return new Said(parts.join('\n'), said === '' ? 0 : 2, said)
}

const longDate = (us: number): string => {
  const { year, month, day, hour, minute, second, microsecond } = civilTime(us)
  const time = `${two(hour)}:${two(minute)}:${two(second)}.${String(microsecond).padStart(6, '0')}000`
  return `${year}-${two(month)}-${two(day)} ${time} +0000`
}

const statOf = (file: Listed): string => {
  const kind = file.isDirectory ? 'directory' : file.size === 0 ? 'regular empty file' : 'regular file'
  return (
    `  File: ${file.path}\n  Size: ${String(file.size).padEnd(10)}\tBlocks: ${String(file.blocks * 2).padEnd(10)}` +
    ` IO Block: ${BLOCK}   ${kind}\nModify: ${longDate(file.modified)}\n`
  )
}

export const stat: Builtin = (args, disk) => {
  const { rest, wrong: letter } = options(args, '')
  if (letter !== undefined) return wrong('stat', letter)
  if (rest.length === 0) return complaint("stat: missing operand\nTry 'stat --help' for more information.\n")
  const missing = rest.filter((path) => !disk.exists(path))
  const text = rest.filter((path) => disk.exists(path)).map((path) => statOf(look(path, path, disk)))
  const said = missing.map((path) => `stat: cannot statx '${path}': No such file or directory\n`).join('')
  return new Said(text.join(''), said === '' ? 0 : 1, said)
}

const weigh = (path: string, disk: DiskView, bytes: boolean): number => {
  const own = look(path, path, disk)
  const names = disk.list(path) ?? []
  const below = names.reduce((sum, name) => sum + weigh(joined(path, name), disk, bytes), 0)
  return below + (bytes ? own.size : own.blocks * 1024)
}

export const du: Builtin = (args, disk) => {
  const { letters, rest, wrong: letter } = options(args, 'shbk')
  if (letter !== undefined) return wrong('du', letter)
  const paths = rest.length > 0 ? rest : ['/']
  const missing = paths.filter((path) => !disk.exists(path))
  const lines = paths
    .filter((path) => disk.exists(path))
    .map((path) => {
      const size = weigh(path, disk, letters.has('b'))
      const shown = letters.has('h') ? human(size) : String(letters.has('b') ? size : size / 1024)
      return `${shown}\t${path === '/' ? '.' : path}\n`
    })
  const said = missing.map((path) => `du: cannot access '${path}': No such file or directory\n`).join('')
  return new Said(lines.join(''), said === '' ? 0 : 1, said)
}

/** What `file` says of a file's first bytes. */
export const kindOf = (data: string): string => {
  if (data === '') return 'empty'
  const version = /^REDIS(\d{4})/.exec(data)?.[1]
  if (version !== undefined) return `Redis RDB file, version ${version}`
  if (/[\0-\x06\x0e-\x1a\x1c-\x1f\x7f]/.test(data)) return 'data'
  const ends = data.includes('\r\n')
    ? ', with CRLF line terminators'
    : data.includes('\n')
      ? ''
      : ', with no line terminators'
  return `${/[\x80-\xff]/.test(data) ? 'UTF-8 Unicode' : 'ASCII'} text${ends}`
}

export const file: Builtin = (args, disk) => {
  if (args.length === 0) return complaint('Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [file ...]\n')
  const say = (path: string): string => {
    if (disk.list(path) !== undefined) return 'directory'
    const data = disk.read(path)
    return data === undefined ? `cannot open \`${path}' (No such file or directory)` : kindOf(data)
  }
  const width = Math.max(...args.map((path) => path.length + 1))
  return new Said(args.map((path) => `${`${path}:`.padEnd(width)} ${say(path)}\n`).join(''))
}
