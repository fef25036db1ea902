/** What is appended and not written yet (server.aof_buf), in pieces that are no longer than V8's strings may be. */
import { countHeader, encodeCommand, encodedLength } from '../../formats/aof/encode.ts'

/** A larger piece is not joined to any other, bytes. */
const PIECE = 1 << 16
/** A command beyond this many bytes is never one string: V8 has none of more than 2^29. */
const WHOLE_MAX = 1 << 27

export class AofBuffer {
  private pieces: string[] = []
  private tail = ''
  /** Bytes in it. */
  size = 0

  append(text: string): void {
    this.size += text.length
    if (text.length < PIECE) {
      this.tail += text
      if (this.tail.length < PIECE) return
      this.pieces.push(this.tail)
    } else {
      if (this.tail !== '') this.pieces.push(this.tail)
      this.pieces.push(text)
    }
    this.tail = ''
  }

  /** Appends a command; `query` may have it as it came. */
  appendCommand(
    argv: readonly string[],
    query: { textOf(argv: readonly string[], length: number): string | undefined } | undefined,
  ): void {
    const length = encodedLength(argv)
    if (length <= WHOLE_MAX) {
      this.append(query?.textOf(argv, length) ?? encodeCommand(argv))
      return
    }
    this.append(countHeader(argv.length))
    for (const word of argv) {
      this.append(`$${word.length}\r\n`)
      this.append(word)
      this.append('\r\n')
    }
  }

  /** Everything in it, in order. */
  parts(): readonly string[] {
    if (this.pieces.length === 0) return [this.tail]
    if (this.tail !== '') this.pieces.push(this.tail)
    this.tail = ''
    return this.pieces
  }

  /** The first `count` bytes are no longer needed. */
  drop(count: number): void {
    const all = [...this.pieces, this.tail]
    let left = count
    while (all.length > 0 && left >= all[0]!.length) left -= all.shift()!.length
    if (left > 0) all[0] = all[0]!.slice(left)
    this.pieces = all
    this.tail = ''
    this.size -= count
  }

  clear(): void {
    this.pieces = []
    this.tail = ''
    this.size = 0
  }
}
