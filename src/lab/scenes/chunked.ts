/**
 * A list that is never changed and only grows at its end: `push` gives a new one that shares all but the last few
 * items with the old. The oldest may be let go in whole chunks.
 */
const CHUNK = 64

export class Chunked<T> {
  readonly length: number
  private readonly full: readonly (readonly T[])[]
  private readonly tail: readonly T[]

  constructor(full: readonly (readonly T[])[] = [], tail: readonly T[] = []) {
    this.full = full
    this.tail = tail
    this.length = full.length * CHUNK + tail.length
  }

  /** With one more item; at least `most` of the newest stay. */
  push(item: T, most = Infinity): Chunked<T> {
    const tail = [...this.tail, item]
    if (tail.length < CHUNK) return new Chunked(this.full, tail)
    const spare = Math.max(0, Math.floor((this.length + 1 - most) / CHUNK))
    return new Chunked([...this.full.slice(spare), tail])
  }

  /** With another item at a position from the end, 0 the last. */
  replace(fromEnd: number, item: T): Chunked<T> {
    const index = this.length - 1 - fromEnd
    const inTail = index - this.full.length * CHUNK
    if (inTail >= 0) return new Chunked(this.full, this.tail.with(inTail, item))
    const chunk = Math.floor(index / CHUNK)
    return new Chunked(this.full.with(chunk, this.full[chunk]!.with(index % CHUNK, item)), this.tail)
  }

  /** Visits items from the newest to the oldest until the visitor answers false. */
  backwards(visit: (item: T, fromEnd: number) => boolean): void {
    for (let i = 0; i < this.length; i++) if (!visit(this.at(i)!, i)) return
  }

  /** The item at a position from the end, 0 the last. */
  at(fromEnd: number): T | undefined {
    const index = this.length - 1 - fromEnd
    const inTail = index - this.full.length * CHUNK
    return inTail >= 0 ? this.tail[inTail] : this.full[Math.floor(index / CHUNK)]?.[index % CHUNK]
  }

  /** The newest items, oldest first. */
  last(count: number): T[] {
    const items: T[] = []
    for (let i = Math.min(count, this.length) - 1; i >= 0; i--) items.push(this.at(i)!)
    return items
  }
}
