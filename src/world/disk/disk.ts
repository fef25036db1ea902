/**
 * A host's disk: what was written, and what of it would survive a power cut. A process that dies leaves
 * everything it wrote (the kernel's page cache outlives it); a power cut leaves only what was fsynced.
 * Contents are byte strings: immutable, so snapshots and forks share them.
 */
import type { DiskView } from '../process.ts'

interface FileNode {
  /** What a reader sees now. */
  data: string
  /** What is on the device; undefined: nothing yet, the file would be gone. */
  synced: string | undefined
}

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
  files = new Map<string, FileNode>()
  directories = new Set<string>()
  /** An errno name every write answers while set (a full or broken disk). */
  fault: 'ENOSPC' | 'EIO' | undefined

  read(path: string): string | undefined {
    return this.files.get(normalisePath(path))?.data
  }

  size(path: string): number | undefined {
    return this.files.get(normalisePath(path))?.data.length
  }

  paths(): string[] {
    return [...this.files.keys()].sort()
  }

  /** Bytes that a power cut would leave of the file. */
  syncedSize(path: string): number {
    return this.files.get(normalisePath(path))?.synced?.length ?? 0
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
    const file = this.files.get(at)
    if (file === undefined) this.files.set(at, { data: next(''), synced: undefined })
    else file.data = next(file.data)
    return undefined
  }

  fsync(path: string): string | undefined {
    const file = this.files.get(normalisePath(path))
    if (file === undefined) return 'ENOENT'
    if (this.fault !== undefined) return this.fault
    file.synced = file.data
    return undefined
  }

  rename(from: string, to: string): string | undefined {
    const file = this.files.get(normalisePath(from))
    if (file === undefined) return 'ENOENT'
    this.files.delete(normalisePath(from))
    this.files.set(normalisePath(to), file)
    return undefined
  }

  unlink(path: string): string | undefined {
    return this.files.delete(normalisePath(path)) ? undefined : 'ENOENT'
  }

  mkdir(path: string): string | undefined {
    const at = normalisePath(path)
    if (this.exists(at)) return 'EEXIST'
    this.directories.add(at)
    return undefined
  }

  /** A power cut: every file falls back to what was fsynced; files never fsynced are gone. */
  losePending(): void {
    for (const [path, file] of [...this.files]) {
      if (file.synced === undefined) this.files.delete(path)
      else file.data = file.synced
    }
  }
}
