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

const bytes = (data: string): Buffer => Buffer.from(data, 'latin1')

export class RealDisk implements HostDisk {
  fault: 'ENOSPC' | 'EIO' | undefined
  timing: DiskTiming = { fsync: 0, bytesPerMicrosecond: Infinity }
  readonly isDirty = false

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

  write(path: string, data: string): string | undefined {
    return attempt(() => fs.writeFileSync(this.at(path), bytes(data)))
  }

  append(path: string, data: string): string | undefined {
    return attempt(() => fs.appendFileSync(this.at(path), bytes(data)))
  }

  truncate(path: string, size: number): string | undefined {
    return attempt(() => fs.truncateSync(this.at(path), size))
  }

  fsync(path: string): string | undefined {
    return attempt(() => {
      const file = fs.openSync(this.at(path), 'r+')
      try {
        fs.fsyncSync(file)
      } finally {
        fs.closeSync(file)
      }
    })
  }

  /** The real kernel knows no part of a file: all of it is made durable. */
  syncTo(path: string): string | undefined {
    return this.fsync(path)
  }

  syncTime(): number {
    return 0
  }

  writeBack(): void {}

  rename(from: string, to: string): string | undefined {
    return attempt(() => fs.renameSync(this.at(from), this.at(to)))
  }

  unlink(path: string): string | undefined {
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
