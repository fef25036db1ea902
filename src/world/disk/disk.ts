/**
 * A host's disk: what was written, and what of it would survive a power cut. A process that dies leaves
 * everything it wrote (the kernel's page cache outlives it); a power cut leaves only what was synced: by
 * fsync, or by the kernel itself some half a minute later. A new file's name becomes durable with the next
 * sync of any file, as in a journalling file system; until then a power cut takes the whole file. Contents are byte strings: immutable, so
 * snapshots and forks share them.
 */
import type { DiskTiming, DiskView } from '../process.ts'
import { ORDINARY_DISK } from './timing.ts'

export { ORDINARY_DISK }

interface FileNode {
  /** What a reader sees now. */
  data: string
  /** A state of the contents whose first `syncedSize` bytes are on the device; undefined: nothing is yet. */
  synced: string | undefined
  syncedSize: number
  /** Since when something of it is only in the page cache, virtual µs; undefined: nothing is. */
  dirtySince: number | undefined
  /** When it was last written, virtual µs since 1970. */
  modified: number
}

/** Whom a disk tells what happens to its files: the world. */
export interface DiskOwner {
  readonly now: number
  readonly tracing: boolean
  emit(process: string, event: { readonly type: string; readonly [field: string]: unknown }): void
  /** Something waits in the page cache, and nothing did before. */
  diskDirty(host: string): void
}

/** How long the kernel leaves written data in its page cache, µs (dirty_expire_centisecs of Linux, 30 s). */
export const DIRTY_EXPIRES = 30_000_000
/** How often its flusher looks, µs (dirty_writeback_centisecs, 5 s). */
export const WRITEBACK_PERIOD = 5_000_000

/** `a/./b//c` → `a/b/c`; `..` climbs, never above the root. */
export const normalisePath = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

export class Disk implements DiskView {
  readonly host: string
  private readonly owner: DiskOwner | undefined
  files = new Map<string, FileNode>()
  directories = new Set<string>()
  /** Files whose names are not on the device yet. */
  private unnamed: FileNode[] = []
  /** An errno name every write answers while set (a full or broken disk). */
  fault: 'ENOSPC' | 'EIO' | undefined
  timing: DiskTiming = ORDINARY_DISK

  constructor(host = '', owner?: DiskOwner) {
    this.host = host
    this.owner = owner
  }

  read(path: string): string | undefined {
    return this.files.get(normalisePath(path))?.data
  }

  readPart(path: string, from: number, length: number): string | undefined {
    return this.read(path)?.slice(from, from + length)
  }

  size(path: string): number | undefined {
    return this.files.get(normalisePath(path))?.data.length
  }

  modified(path: string): number | undefined {
    return this.files.get(normalisePath(path))?.modified
  }

  paths(): string[] {
    return [...this.files.keys()].sort()
  }

  /** Bytes that a power cut would leave of the file. */
  syncedSize(path: string): number {
    return this.files.get(normalisePath(path))?.syncedSize ?? 0
  }

  /** What a power cut would leave of the file; undefined: nothing, not even its name. */
  syncedData(path: string): string | undefined {
    const file = this.files.get(normalisePath(path))
    return file?.synced?.slice(0, file.syncedSize)
  }

  exists(path: string): boolean {
    const at = normalisePath(path)
    return at === '' || this.files.has(at) || this.directories.has(at)
  }

  list(path: string): string[] | undefined {
    const at = normalisePath(path)
    if (at !== '' && !this.directories.has(at)) return undefined
    const prefix = at === '' ? '' : at + '/'
    const names = [...this.files.keys(), ...this.directories]
      .filter((name) => name.startsWith(prefix) && name !== at && !name.slice(prefix.length).includes('/'))
      .map((name) => name.slice(prefix.length))
    return names.sort()
  }

  write(path: string, data: string): string | undefined {
    return this.change(path, () => data)
  }

  append(path: string, data: string): string | undefined {
    return this.change(path, (old) => old + data)
  }

  truncate(path: string, size: number): string | undefined {
    if (!this.files.has(normalisePath(path))) return 'ENOENT'
    return this.change(path, (old) => (old.length > size ? old.slice(0, size) : old.padEnd(size, '\0')))
  }

  private change(path: string, next: (old: string) => string): string | undefined {
    const at = normalisePath(path)
    const slash = at.lastIndexOf('/')
    if (this.fault !== undefined) return this.fault
    if (slash !== -1 && !this.directories.has(at.slice(0, slash))) return 'ENOENT'
    if (this.directories.has(at)) return 'EISDIR'
    let file = this.files.get(at)
    if (file === undefined) {
      file = { data: '', synced: undefined, syncedSize: 0, dirtySince: undefined, modified: 0 }
      this.files.set(at, file)
      this.unnamed.push(file)
    }
    file.data = next(file.data)
    file.modified = this.owner?.now ?? 0
    this.soil(file)
    this.tell({ type: 'disk.write', path: at, size: file.data.length, synced: file.syncedSize })
    return undefined
  }

  private soil(file: FileNode): void {
    if (file.dirtySince !== undefined || this.owner === undefined) return
    const first = !this.isDirty
    file.dirtySince = this.owner.now
    if (first) this.owner.diskDirty(this.host)
  }

  /** True while something is only in the page cache. */
  get isDirty(): boolean {
    for (const { dirtySince } of this.files.values()) if (dirtySince !== undefined) return true
    return false
  }

  fsync(path: string): string | undefined {
    const size = this.size(path)
    return size === undefined ? 'ENOENT' : this.syncTo(path, size)
  }

  syncTo(path: string, size: number): string | undefined {
    const at = normalisePath(path)
    const file = this.files.get(at)
    if (file === undefined) return 'ENOENT'
    if (this.fault !== undefined) return this.fault
    this.commitNames()
    file.synced = file.data
    file.syncedSize = Math.min(size, file.data.length)
    if (file.syncedSize === file.data.length) file.dirtySince = undefined
    this.tell({ type: 'disk.sync', path: at, size: file.data.length, synced: file.syncedSize })
    return undefined
  }

  /** The journal goes to the device whenever anything is synced: names of new files with it, not what is in them. */
  private commitNames(): void {
    for (const file of this.unnamed) file.synced ??= ''
    this.unnamed = []
  }

  /** Virtual µs an fsync of the file takes if it begins now. */
  syncTime(path: string): number {
    const file = this.files.get(normalisePath(path))
    const pending = file === undefined ? 0 : Math.max(0, file.data.length - file.syncedSize)
    return this.timing.fsync + pending / this.timing.bytesPerMicrosecond
  }

  /** The kernel's flusher: syncs what has waited for `DIRTY_EXPIRES`. */
  writeBack(now: number): void {
    for (const [path, { dirtySince }] of this.files) {
      if (dirtySince !== undefined && now - dirtySince >= DIRTY_EXPIRES) this.fsync(path)
    }
  }

  /** A rename is on the device at once (a model: a journal keeps names in order). */
  rename(from: string, to: string): string | undefined {
    const source = normalisePath(from)
    const target = normalisePath(to)
    const file = this.files.get(source)
    const slash = target.lastIndexOf('/')
    if (file === undefined) return 'ENOENT'
    if (this.fault === 'EIO') return this.fault
    if (target === '') return 'EBUSY'
    if (this.directories.has(target)) return 'EISDIR'
    if (slash !== -1 && !this.directories.has(target.slice(0, slash))) return 'ENOENT'
    this.commitNames()
    this.files.delete(source)
    this.files.set(target, file)
    this.tell({ type: 'disk.rename', from: source, to: target })
    return undefined
  }

  unlink(path: string): string | undefined {
    const at = normalisePath(path)
    if (!this.files.delete(at)) return 'ENOENT'
    this.tell({ type: 'disk.unlink', path: at })
    return undefined
  }

  mkdir(path: string): string | undefined {
    const at = normalisePath(path)
    if (this.exists(at)) return 'EEXIST'
    this.directories.add(at)
    return undefined
  }

  rmdir(path: string): string | undefined {
    const names = this.list(path)
    if (names === undefined) return this.exists(path) ? 'ENOTDIR' : 'ENOENT'
    if (names.length > 0) return 'ENOTEMPTY'
    this.directories.delete(normalisePath(path))
    return undefined
  }

  /** A power cut: every file falls back to what was synced; files never synced are gone. */
  losePending(): void {
    this.unnamed = []
    for (const [path, file] of [...this.files]) {
      const kept = file.synced?.slice(0, file.syncedSize)
      if (kept === undefined) this.files.delete(path)
      else {
        file.data = kept
        file.dirtySince = undefined
      }
    }
  }

  private tell(event: { readonly type: string; readonly [field: string]: unknown }): void {
    if (this.owner?.tracing === true) this.owner.emit('', { ...event, host: this.host })
  }
}
