/** The real machine's files as a world's disk. Paths are the machine's own, relative ones from where the process is. */
import * as fs from 'node:fs'
import { resolve } from 'node:path'
import type { DiskTiming } from '../world/process.ts'
import type { HostDisk } from '../world/world.ts'

const attempt = (work: () => void): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO'
  }
}

/** A file that is appended to again and again stays open. */
interface OpenFile {
  readonly path: string
  readonly fd: number
  readonly inode: number
  /** When it was last seen under its name, ms. */
  seenAt: number
  /** A thread syncs it at the moment. */
  syncing: boolean
  /** It is to be closed once it is synced. */
  given: boolean
  /** Why the last sync in a thread failed. */
  failure: string | undefined
}

/** After so many ms it is looked whether the name still means the same file (a log may be rotated). */
const LOOK_AGAIN = 100
/** Files kept open at most. */
const KEPT_OPEN = 8

const bytes = (data: string): Buffer => Buffer.from(data, 'latin1')

export class RealDisk implements HostDisk {
  fault: 'ENOSPC' | 'EIO' | undefined
  timing: DiskTiming = { fsync: 0, bytesPerMicrosecond: Infinity }
  readonly isDirty = false
  /** By the path as it was given. */
  private readonly open = new Map<string, OpenFile>()

  private at(path: string): string {
    return resolve(Buffer.from(path, 'latin1').toString('utf8'))
  }

  read(path: string): string | undefined {
    try {
      return fs.readFileSync(this.at(path), 'latin1')
    } catch {
      return undefined
    }
  }

  readPart(path: string, from: number, length: number): string | undefined {
    try {
      const file = fs.openSync(this.at(path), 'r')
      try {
        const buffer = Buffer.allocUnsafe(Math.min(length, Math.max(0, fs.fstatSync(file).size - from)))
        return buffer.toString('latin1', 0, fs.readSync(file, buffer, 0, buffer.length, from))
      } finally {
        fs.closeSync(file)
      }
    } catch {
      return undefined
    }
  }

  size(path: string): number | undefined {
    return fs.statSync(this.at(path), { throwIfNoEntry: false })?.size
  }

  modified(path: string): number | undefined {
    const found = fs.statSync(this.at(path), { throwIfNoEntry: false })
    return found?.isFile() ? found.mtimeMs * 1000 : undefined
  }

  syncedSize(path: string): number {
    return this.size(path) ?? 0
  }

  syncedData(path: string): string | undefined {
    return this.read(path)
  }

  exists(path: string): boolean {
    return fs.existsSync(this.at(path))
  }

  list(path: string): string[] | undefined {
    try {
      return fs.readdirSync(this.at(path)).sort()
    } catch {
      return undefined
    }
  }

  paths(): string[] {
    return this.list('.') ?? []
  }

  /** The file under that name, open for appending. */
  private opened(path: string): OpenFile {
    const known = this.open.get(path)
    const now = performance.now()
    if (known !== undefined) {
      if (now - known.seenAt < LOOK_AGAIN) return known
      known.seenAt = now
      if (fs.statSync(known.path, { throwIfNoEntry: false })?.ino === known.inode) return known
      this.forget(path)
    }
    if (this.open.size >= KEPT_OPEN) this.forget([...this.open.keys()][0]!)
    const at = this.at(path)
    const fd = fs.openSync(at, 'a')
    const { ino: inode } = fs.fstatSync(fd)
    const state = { syncing: false, given: false, failure: undefined }
    const file: OpenFile = { path: at, fd, inode, seenAt: now, ...state }
    this.open.set(path, file)
    return file
  }

  /** Closes what is open under a name that will mean something else. */
  private forget(path: string): void {
    const file = this.open.get(path)
    if (file === undefined) return
    this.open.delete(path)
    file.given = true
    if (!file.syncing) fs.closeSync(file.fd)
  }

  write(path: string, data: string): string | undefined {
    this.forget(path)
    return attempt(() => fs.writeFileSync(this.at(path), bytes(data)))
  }

  append(path: string, data: string): string | undefined {
    return attempt(() => {
      const { fd } = this.opened(path)
      let written = data.length === 0 ? 0 : fs.writeSync(fd, data, null, 'latin1')
      while (written < data.length) written += fs.writeSync(fd, data.slice(written), null, 'latin1')
    })
  }

  truncate(path: string, size: number): string | undefined {
    return attempt(() => fs.truncateSync(this.at(path), size))
  }

  fsync(path: string): string | undefined {
    return attempt(() => {
      const known = this.open.get(path)
      if (known !== undefined) {
        fs.fdatasyncSync(known.fd)
        return
      }
      const file = fs.openSync(this.at(path), 'r+')
      try {
        fs.fsyncSync(file)
      } finally {
        fs.closeSync(file)
      }
    })
  }

  /**
   * The real kernel knows no part of a file: all of it is made durable, in a thread where the file is open. What goes
   * wrong there is answered the next time.
   */
  syncTo(path: string): string | undefined {
    const file = this.open.get(path)
    if (file === undefined) return this.fsync(path)
    if (!file.syncing) {
      file.syncing = true
      fs.fdatasync(file.fd, (error) => {
        file.syncing = false
        file.failure = error?.code
        if (file.given) fs.closeSync(file.fd)
      })
    }
    return file.failure
  }

  syncTime(): number {
    return 0
  }

  writeBack(): void {}

  rename(from: string, to: string): string | undefined {
    this.forget(from)
    this.forget(to)
    return attempt(() => fs.renameSync(this.at(from), this.at(to)))
  }

  unlink(path: string): string | undefined {
    this.forget(path)
    return attempt(() => fs.unlinkSync(this.at(path)))
  }

  mkdir(path: string): string | undefined {
    return attempt(() => fs.mkdirSync(this.at(path)))
  }

  rmdir(path: string): string | undefined {
    return attempt(() => fs.rmdirSync(this.at(path)))
  }

  /** A real disk keeps what the kernel keeps: nothing to do. */
  losePending(): void {}
}
