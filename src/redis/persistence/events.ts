/**
 * What persistence tells the trace. Scenes fold these events; sizes and offsets are bytes, times in `took` are
 * virtual µs. An offset of the append-only stream counts what was appended since the server started, SELECT,
 * MULTI and annotations included; it goes on over a change of files.
 */

/** A line of the manifest. */
export interface ManifestRow {
  readonly file: string
  readonly seq: number
  /** b: base, i: incremental, h: history (about to be deleted). */
  readonly type: 'b' | 'i' | 'h'
  /** Bytes on the disk now. */
  readonly size: number
}

/** A file of the append-only directory and its size in bytes. */
export interface AofFile {
  readonly file: string
  readonly size: number
}

export type AofEvent =
  /**
   * A command went into the AOF buffer as these arguments (the first 16, each cut to 64 bytes). `client` null: the
   * server's own doing, as the DEL of an expired key.
   */
  | { type: 'aof.append'; client: number | null; argv: readonly string[]; from: number; to: number }
  /** The buffer's bytes `from`..`to` were written: they are in the page cache of the kernel. */
  | { type: 'aof.write'; file: string; from: number; to: number; size: number }
  /** Nothing was written because an fsync is running; it is tried again for up to two seconds. */
  | { type: 'aof.postponed'; file: string; buffered: number; since: number }
  /** An fsync began that makes everything before `to` durable; it takes `takes` µs. `background`: its own thread. */
  | { type: 'aof.fsync'; file: string; from: number; to: number; background: boolean; takes: number }
  /** What is before `to` would survive a power cut. */
  | { type: 'aof.fsynced'; file: string; to: number; took: number }
  /** The write was put off for two seconds and is done now although an fsync is still running. */
  | { type: 'aof.delayed'; file: string; count: number }
  /** A write failed (`why` as errno names it, `written` bytes made it), or went well again after that (null). */
  | { type: 'aof.error'; file: string; why: string | null; written: number }
  /** The manifest was replaced; `file` is its name. */
  | { type: 'aof.manifest'; file: string; rows: readonly ManifestRow[] }
  | {
      type: 'aof.rewrite.started'
      pid: number
      /** The file that takes what is written from now on; null: the append-only file is off. */
      incr: string | null
      /** Growth over `base` bytes in percent when it began by itself; null: it was asked for. */
      growth: number | null
      base: number
      current: number
      files: readonly AofFile[]
    }
  /** BGREWRITEAOF while a child is busy, or later after failures: it begins when that is over. */
  | { type: 'aof.rewrite.scheduled' }
  | {
      type: 'aof.rewrite.done'
      pid: number
      base: string
      size: number
      removed: readonly string[]
      took: number
    }
  | { type: 'aof.rewrite.failed'; pid: number; why: string; failures: number }
  /** After failures in a row: none begins by itself for so many minutes. */
  | { type: 'aof.rewrite.limited'; minutes: number }
  /** How large the files are now, for the growth curve; after writes, once a cron tick at most. */
  | { type: 'aof.size'; current: number; base: number; percentage: number; minimum: number }
  /** At start and when they change: whether there is a file, and when it is synced. */
  | { type: 'aof.policy'; on: boolean; policy: string }
  /** Switched on or off while running. */
  | { type: 'aof.state'; state: 'on' | 'off' | 'wait-rewrite' }
  /** A file was read at start. `truncatedAt`: its end was cut off there. */
  | { type: 'aof.loaded'; file: string; commands: number; size: number; truncatedAt: number | null }
  /** A file could not be read: the server does not start. */
  | { type: 'aof.refused'; file: string; why: string; offset: number | null }

export type SnapshotEvent =
  /**
   * A child was forked; the pause took `took` µs. `point`: the save point that asked for it. The pages are a model:
   * `pages` of `pageSize` bytes hold the data set.
   */
  | {
      type: 'fork'
      kind: 'rdb' | 'aof'
      pid: number
      took: number
      keys: number
      pages: number
      pageSize: number
      point: { readonly seconds: number; readonly changes: number } | null
    }
  /** The kernel had no memory for a child. */
  | { type: 'fork.failed'; kind: 'rdb' | 'aof'; why: string }
  /** A slice of the child's work: keys written so far, bytes of its temporary file. */
  | { type: 'child.progress'; kind: 'rdb' | 'aof'; pid: number; keys: number; of: number; bytes: number }
  /** Pages the parent copied by writing to them (by number; at most 4096 a time), and how many in all. */
  | { type: 'pages.copied'; pages: readonly number[]; copied: number; bytes: number }
  /** The parent noticed that the child ended. `signal`: what killed it, 0 if nothing did. */
  | {
      type: 'child.ended'
      kind: 'rdb' | 'aof'
      pid: number
      ok: boolean
      signal: number
      /** Bytes copied on write, and virtual µs since the fork. */
      cow: number
      took: number
    }
  /** A snapshot is on the disk: SAVE, BGSAVE, a save point or the last act of SHUTDOWN. */
  | { type: 'rdb.saved'; file: string; size: number; keys: number; background: boolean }
  /** A snapshot was read: at the start, or by DEBUG RELOAD. `expired`: keys left out because their time is over. */
  | { type: 'rdb.loaded'; file: string; size: number; keys: number; expired: number }
  /** A snapshot could not be read: at the start the server ends. `offset`: how far it was read. */
  | { type: 'rdb.refused'; file: string; why: string; offset: number }
  /** SAVE, or the save of SHUTDOWN, failed. */
  | { type: 'rdb.failed'; why: string }
  /** Changes since the last save (its Unix second), the save points, and whether writes are refused because one failed. */
  | {
      type: 'changes'
      changes: number
      lastSave: number
      status: 'ok' | 'err'
      refusing: boolean
      points: readonly { readonly seconds: number; readonly changes: number }[]
      /** Resident in RAM with the pages copied since a fork, and what the machine has, bytes. */
      resident: number
      ram: number
    }

/** Everything this room tells. */
export type PersistenceEvent = AofEvent | SnapshotEvent
