/**
 * A reply as it stood on the wire, kept apart by type: what a transcript shows and what two servers are
 * compared by. The decoder here is deliberately not the product's own, so that a mistake in
 * that one cannot hide a mistake in the encoder.
 */

/** Numbers stay text: an integer may need all 64 bits, and a double is compared as it was printed. */
export type Reply =
  | { type: 'status' | 'error' | 'integer' | 'bulk' | 'double' | 'big number'; text: string }
  | { type: 'verbatim'; format: string; text: string }
  | { type: 'boolean'; value: boolean }
  /** `nil` is `$-1`, `nil array` is `*-1`, `null` is RESP3's `_`. */
  | { type: 'nil' | 'nil array' | 'null' }
  /** A map's items are keys and values in turn. */
  | { type: 'array' | 'set' | 'push' | 'map' | 'attribute'; items: Reply[] }

export type Aggregate = Extract<Reply, { items: Reply[] }>

export const isAggregate = (reply: Reply): reply is Aggregate => 'items' in reply

const AGGREGATES: Record<string, Aggregate['type']> = {
  '*': 'array',
  '~': 'set',
  '>': 'push',
  '%': 'map',
  '|': 'attribute',
}

const SIMPLE: Record<string, 'status' | 'error' | 'integer' | 'double' | 'big number'> = {
  '+': 'status',
  '-': 'error',
  ':': 'integer',
  ',': 'double',
  '(': 'big number',
}

type Read = { reply: Reply; next: number }

const readBlob = (
  buffer: string,
  start: number,
  length: number,
): { text: string; next: number } | undefined => {
  const end = start + length
  if (buffer.length < end + 2) return undefined
  if (buffer[end] !== '\r' || buffer[end + 1] !== '\n') throw new Error(`no CRLF after a blob at byte ${end}`)
  return { text: buffer.slice(start, end), next: end + 2 }
}

const readItems = (
  buffer: string,
  start: number,
  count: number,
): { items: Reply[]; next: number } | undefined => {
  const items: Reply[] = []
  let next = start
  for (let i = 0; i < count; i++) {
    const read = readReply(buffer, next)
    if (!read) return undefined
    items.push(read.reply)
    next = read.next
  }
  return { items, next }
}

const readAggregate = (buffer: string, kind: string, line: string, next: number): Read | undefined => {
  const type = AGGREGATES[kind]!
  const count = Number(line)
  if (count < 0) return { reply: { type: 'nil array' }, next }
  const read = readItems(buffer, next, type === 'map' || type === 'attribute' ? count * 2 : count)
  return read && { reply: { type, items: read.items }, next: read.next }
}

/** Reads one reply at `start`; undefined when its end has not arrived yet. Throws on bytes that are no RESP. */
const readReply = (buffer: string, start: number): Read | undefined => {
  const eol = buffer.indexOf('\r\n', start)
  if (eol < 0) return undefined
  const kind = buffer[start]!
  const line = buffer.slice(start + 1, eol)
  const next = eol + 2
  if (SIMPLE[kind]) return { reply: { type: SIMPLE[kind], text: line }, next }
  if (AGGREGATES[kind]) return readAggregate(buffer, kind, line, next)
  if (kind === '_') return { reply: { type: 'null' }, next }
  if (kind === '#') return { reply: { type: 'boolean', value: line === 't' }, next }
  if (kind === '$' || kind === '=') {
    if (line === '-1') return { reply: { type: 'nil' }, next }
    const blob = readBlob(buffer, next, Number(line))
    if (!blob) return undefined
    const { text } = blob
    if (kind === '$') return { reply: { type: 'bulk', text }, next: blob.next }
    return { reply: { type: 'verbatim', format: text.slice(0, 3), text: text.slice(4) }, next: blob.next }
  }
  throw new Error(`not RESP at byte ${start}: ${JSON.stringify(buffer.slice(start, start + 40))}`)
}

/** Takes bytes as they come and hands out whole replies. Enough for tests: an incomplete reply is read anew. */
export class Decoder {
  private buffer = ''
  private at = 0
  private wanted = 0

  /** Adds bytes (a byte string) and returns the replies completed by them. */
  push(bytes: string): Reply[] {
    this.buffer = this.buffer.slice(this.at) + bytes
    this.at = 0
    const replies: Reply[] = []
    if (this.buffer.length < this.wanted) return replies
    while (this.at < this.buffer.length) {
      const read = readReply(this.buffer, this.at)
      if (!read) break
      replies.push(read.reply)
      this.at = read.next
    }
    // A long incomplete reply is not read again until it has grown by a quarter: keeps big replies linear.
    const left = this.buffer.length - this.at
    this.wanted = left > 65536 ? left + 1 : 0
    return replies
  }
}
