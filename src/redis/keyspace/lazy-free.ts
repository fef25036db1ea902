/**
 * Values that a background thread frees (lazyfree.c, bio.c): the key is gone at once, its memory a little later, and
 * the server has no work with it. A model: the thread takes a fixed time for each part of a value.
 */
import type { RedisServer } from '../server/server.ts'
import type { StreamValue } from '../values/stream.ts'
import type { ListValue } from '../values/list.ts'
import { Type } from './entry.ts'
import type { Entry } from './entry.ts'

/** Values with more parts than this are worth the way to the thread (LAZYFREE_THRESHOLD). */
export const LAZY_PARTS = 64
/** Virtual µs to free a part: DEL of a set of 300,000 members took 70 ms. */
export const FREE_PART = 0.23

/** What the thread has to do, in the order it came. */
interface Job {
  readonly objects: number
  readonly bytes: number
  /** Virtual µs. */
  readonly doneAt: number
}

const streamParts = ({ tree, groups }: StreamValue): number => {
  let parts = tree.nodes
  groups?.forEach(({ pending, consumers }) => {
    parts += pending.size + consumers.size
  })
  return parts
}

/** How many allocations a value is made of (lazyfreeGetFreeEffort): one for strings and compact encodings. */
export const partsOf = ({ value, encoding, type }: Entry): number => {
  if (typeof value !== 'object' || value instanceof Uint8Array) return 1
  if (type === Type.list) return (value as ListValue).list.nodeCount
  if (type === Type.stream) return streamParts(value as StreamValue)
  return encoding === 'hashtable' || encoding === 'skiplist' ? value.size : 1
}

export class LazyFree {
  readonly server: RedisServer
  private jobs: Job[] = []
  /** When the thread will have nothing left to do, virtual µs. */
  private idleAt = 0
  private bytes = 0
  private objects = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Hands so many objects with so many bytes and parts to the thread (lazyfree_pending_objects). */
  add(objects: number, bytes: number, parts: number): void {
    const { server } = this
    const now = server.system.now()
    this.finish(now)
    if (!server.charging) {
      server.stats.lazyfreed += objects
      return
    }
    this.idleAt = Math.max(now, this.idleAt) + parts * FREE_PART
    this.jobs.push({ objects, bytes, doneAt: this.idleAt })
    this.bytes += bytes
    this.objects += objects
    this.tell(0)
  }

  /**
   * Frees a value that has just left the keyspace: in the background when it has many parts, else at once. Answers
   * the parts the server itself had to free.
   */
  value(entry: Entry, bytes: number): number {
    const parts = partsOf(entry)
    if (parts <= LAZY_PARTS) return parts
    this.add(1, bytes, parts)
    return 0
  }

  /** What the thread has done by now. */
  private finish(now: number): void {
    let freed = 0
    while (this.jobs.length > 0 && this.jobs[0]!.doneAt <= now) {
      const { objects, bytes } = this.jobs.shift()!
      this.bytes -= bytes
      this.objects -= objects
      freed += objects
    }
    if (freed === 0) return
    this.server.stats.lazyfreed += freed
    this.tell(freed)
  }

  private tell(freed: number): void {
    const { server } = this
    if (server.system.tracing) server.trace({ type: 'lazyfree', pending: this.objects, freed })
  }

  /** Bytes the thread has yet to free. */
  get pendingBytes(): number {
    if (this.jobs.length > 0) this.finish(this.server.system.now())
    return this.bytes
  }

  /** lazyfree_pending_objects. */
  get pendingObjects(): number {
    if (this.jobs.length > 0) this.finish(this.server.system.now())
    return this.objects
  }
}
