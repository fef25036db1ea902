/*
 * Keys on their way to the world. A paste of megabytes goes in pieces, the next one when the last was answered, so
 * that neither the page nor the worker stands still; Ctrl-C drops what still waits.
 */

/** Bytes of one input. */
const PIECE = 1024

interface Waiting {
  readonly terminal: string
  readonly data: string
}

export class TypeAhead {
  private readonly send: (terminal: string, data: string) => void
  private queue: Waiting[] = []
  /** Whether a piece of a long paste was sent and is not answered yet. */
  private underway = false

  constructor(send: (terminal: string, data: string) => void) {
    this.send = send
  }

  type(terminal: string, data: string): void {
    if (data.includes('\x03')) this.queue = []
    if (this.queue.length === 0 && data.length <= PIECE) return this.send(terminal, data)
    for (let at = 0; at < data.length;) {
      const end = pieceEnd(data, at)
      this.queue.push({ terminal, data: data.slice(at, end) })
      at = end
    }
    if (!this.underway) this.next()
  }

  /** The world told something: the next piece may go. */
  answered(): void {
    if (this.underway) this.next()
  }

  clear(): void {
    this.queue = []
    this.underway = false
  }

  private next(): void {
    const piece = this.queue.shift()
    this.underway = piece !== undefined
    if (piece !== undefined) this.send(piece.terminal, piece.data)
  }
}

/** Not within a character: a piece never ends before a continuation byte. */
const pieceEnd = (data: string, at: number): number => {
  let end = Math.min(data.length, at + PIECE)
  while (end < data.length && (data.charCodeAt(end) & 0xc0) === 0x80) end--
  return end > at ? end : Math.min(data.length, at + PIECE)
}
