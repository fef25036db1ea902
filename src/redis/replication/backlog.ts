/** The end of the replication stream, kept so that a replica that was away for a while can catch up (repl_backlog). */
export class Backlog {
  private chunks: string[] = []
  private kept = 0
  /** Most bytes it answers for (repl-backlog-size). */
  size: number
  /** Offset of the first byte in it; offsets count from 1. */
  first: number

  /** Nothing is in it yet; the next byte of the stream is the one after `offset`. */
  constructor(size: number, offset: number) {
    this.size = size
    this.first = offset + 1
  }

  /** Bytes in it. */
  get length(): number {
    return this.kept
  }

  append(bytes: string): void {
    this.chunks.push(bytes)
    this.kept += bytes.length
    this.trim()
  }

  /** What is older than the size allows goes, whole chunks first (incrementalTrimReplicationBacklog). */
  trim(): void {
    let whole = 0
    while (this.kept > this.size) {
      const chunk = this.chunks[whole]!
      const excess = this.kept - this.size
      const gone = Math.min(excess, chunk.length)
      if (gone === chunk.length) whole++
      else this.chunks[whole] = chunk.slice(gone)
      this.kept -= gone
      this.first += gone
    }
    if (whole > 0) this.chunks.splice(0, whole)
  }

  /** Whether every byte from `offset` on is in it. */
  reaches(offset: number): boolean {
    return offset >= this.first && offset <= this.first + this.kept
  }

  /** The bytes from `offset` on, which it must reach. */
  since(offset: number): string {
    return this.chunks.join('').slice(offset - this.first)
  }
}
