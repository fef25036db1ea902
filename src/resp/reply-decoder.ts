/**
 * The client's half of the wire: bytes of a server turned into replies, RESP2 and RESP3, however the
 * network cut them. Follows what hiredis accepts (read.c), plus RESP3 attributes, which hiredis refuses.
 *
 * Work is linear in the bytes fed: a bulk or a line that has not arrived completely is only looked at
 * again once the missing part is there, and aggregates are built on an explicit stack (plain data, any depth).
 */

export type Reply =
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'error'; readonly text: string }
  | { readonly type: 'integer'; readonly value: number | bigint }
  | { readonly type: 'bulk'; readonly text: string }
  /** RESP2's null bulk string, `$-1`. */
  | { readonly type: 'nil' }
  /** RESP2's null array, `*-1`. */
  | { readonly type: 'nil-array' }
  /** RESP3's null, `_`. */
  | { readonly type: 'null' }
  | { readonly type: 'array'; readonly items: Reply[] }
  | { readonly type: 'set'; readonly items: Reply[] }
  | { readonly type: 'push'; readonly items: Reply[] }
  | { readonly type: 'map'; readonly entries: (readonly [Reply, Reply])[] }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** `text` as sent: `3.14`, `inf`, `-inf`. */
  | { readonly type: 'double'; readonly text: string }
  | { readonly type: 'bignumber'; readonly text: string }
  /** `format` has three letters: `txt`, `mkd`. */
  | { readonly type: 'verbatim'; readonly format: string; readonly text: string }
  /** Data about the reply that follows it. */
  | { readonly type: 'attribute'; readonly entries: (readonly [Reply, Reply])[]; readonly reply: Reply }

/** What arrived is not RESP. The message is hiredis's. */
export class ReplyProtocolError extends Error {
  override readonly name = 'ReplyProtocolError'
}

type AggregateType = 'array' | 'set' | 'push' | 'map' | 'attribute'

/** An aggregate some of whose elements are still to come; maps count keys and values. */
interface Frame {
  readonly type: AggregateType
  readonly length: number
  readonly items: Reply[]
}

const AGGREGATES: Readonly<Record<string, AggregateType>> = {
  '*': 'array',
  '~': 'set',
  '>': 'push',
  '%': 'map',
  '|': 'attribute',
}
const TYPE_BYTES = '+-:$*_#,(=%~>|'
const MAX_ELEMENTS = 2 ** 32

/** Reads replies out of a stream of byte strings. Feed what arrives, then take replies until undefined. */
export class ReplyDecoder {
  private buffer = ''
  private position = 0
  private pending: string[] = []
  private pendingLength = 0
  /** Bytes from `position` without which going on is pointless; -1: a line end. */
  private missing = 0
  private readonly stack: Frame[] = []
  private failure: string | undefined = undefined

  /** Takes a chunk (byte string, any length) off the wire. */
  feed(chunk: string): void {
    if (chunk.length === 0) return
    this.pending.push(chunk)
    this.pendingLength += chunk.length
    if (this.missing === -1 && (chunk.includes('\n') || chunk.includes('\r'))) this.missing = 0
  }

  /**
   * The next complete reply, undefined when more bytes are needed.
   * @throws ReplyProtocolError when the stream is not RESP, and on every call after that.
   */
  next(): Reply | undefined {
    if (this.failure !== undefined) throw new ReplyProtocolError(this.failure)
    for (;;) {
      const item = this.item()
      if (item === undefined) {
        if (!this.absorb()) return undefined
        continue
      }
      const reply = item === 'opened' ? this.settle(undefined) : this.settle(item)
      if (reply !== undefined) return reply
    }
  }

  /** Bytes fed that no finished reply has used yet. */
  get unread(): number {
    return this.buffer.length - this.position + this.pendingLength
  }

  /** True between the first and the last element of an aggregate. */
  get unfinished(): boolean {
    return this.stack.length > 0
  }

  /** Joins what was fed to what is left, if that can make a difference. */
  private absorb(): boolean {
    if (this.pendingLength === 0 || this.missing === -1 || this.unread < this.missing) return false
    this.buffer = this.buffer.slice(this.position) + this.pending.join('')
    this.position = 0
    this.pending = []
    this.pendingLength = 0
    this.missing = 0
    return true
  }

  /** Puts an element where it belongs; returns a reply when the outermost one is complete. */
  private settle(item: Reply | undefined): Reply | undefined {
    let reply = item
    for (;;) {
      const frame = this.stack.at(-1)
      if (frame === undefined) return reply
      if (reply !== undefined) frame.items.push(reply)
      if (frame.items.length < frame.length) return undefined
      this.stack.pop()
      reply = finished(frame)
    }
  }

  /** One element at `position`: a scalar, or `opened` when an aggregate's head was read. */
  private item(): Reply | 'opened' | undefined {
    if (this.position >= this.buffer.length) return undefined
    const kind = this.buffer.charAt(this.position)
    if (!TYPE_BYTES.includes(kind)) this.fail(`Protocol error, got ${quotedByte(kind)} as reply type byte`)
    const end = this.buffer.indexOf('\r\n', this.position + 1)
    if (end < 0) {
      // A '\r' may be the last byte we have: then any next byte decides. Otherwise wait for a line end.
      this.missing = this.pendingLength > 0 || this.buffer.endsWith('\r') ? 0 : -1
      return undefined
    }
    const line = this.buffer.slice(this.position + 1, end)
    if (kind === '$' || kind === '=') return this.bulk(kind, line, end + 2)
    const reply = AGGREGATES[kind] === undefined ? this.scalar(kind, line) : this.open(AGGREGATES[kind], line)
    this.position = end + 2
    return reply
  }

  private scalar(kind: string, line: string): Reply {
    if (kind === '+') return { type: 'status', text: line }
    if (kind === '-') return { type: 'error', text: line }
    if (kind === ':') return { type: 'integer', value: this.integer(line, 'Bad integer value') }
    if (kind === '_') return line === '' ? { type: 'null' } : this.fail('Bad nil value')
    if (kind === '#') {
      if (!/^[tTfF]$/.test(line)) this.fail('Bad bool value')
      return { type: 'boolean', value: line === 't' || line === 'T' }
    }
    if (kind === ',') {
      if (!/^([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf|-?nan)$/i.test(line)) this.fail('Bad double value')
      return { type: 'double', text: line }
    }
    if (!/^[+-]?\d+$/.test(line)) this.fail('Bad bignum value')
    return { type: 'bignumber', text: line }
  }

  private bulk(kind: '$' | '=', line: string, start: number): Reply | undefined {
    const length = Number(this.integer(line, 'Bad bulk string length'))
    if (length < -1 || length > Number.MAX_SAFE_INTEGER) this.fail('Bulk string length out of range')
    if (length === -1) {
      this.position = start
      return { type: 'nil' }
    }
    const end = start + length
    if (this.buffer.length < end + 2) {
      this.missing = end + 2 - this.position
      return undefined
    }
    const text = this.buffer.slice(start, end)
    if (kind === '=' && (length < 4 || text.charAt(3) !== ':'))
      this.fail('Verbatim string 4 bytes of content type are missing or incorrectly encoded.')
    this.position = end + 2
    if (kind === '$') return { type: 'bulk', text }
    return { type: 'verbatim', format: text.slice(0, 3), text: text.slice(4) }
  }

  private open(type: AggregateType, line: string): Reply | 'opened' {
    const count = Number(this.integer(line, 'Bad multi-bulk length'))
    if (count < -1 || count > MAX_ELEMENTS) this.fail('Multi-bulk length out of range')
    if (count === -1) return { type: 'nil-array' }
    const length = type === 'map' ? count * 2 : type === 'attribute' ? count * 2 + 1 : count
    this.stack.push({ type, length, items: [] })
    return 'opened'
  }

  /** hiredis's string2ll: digits without leading zeros or plus, within 64 bits. */
  private integer(line: string, complaint: string): number | bigint {
    if (!/^(0|-?[1-9]\d*)$/.test(line)) this.fail(complaint)
    const value = Number(line)
    if (Number.isSafeInteger(value)) return value
    const exact = BigInt(line)
    return BigInt.asIntN(64, exact) === exact ? exact : this.fail(complaint)
  }

  private fail(message: string): never {
    this.failure = message
    throw new ReplyProtocolError(message)
  }
}

/** All replies of a complete stream. @throws ReplyProtocolError when it is not RESP or ends within a reply. */
export const decodeReplies = (bytes: string): Reply[] => {
  const decoder = new ReplyDecoder()
  decoder.feed(bytes)
  const replies: Reply[] = []
  for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) replies.push(reply)
  if (decoder.unread > 0 || decoder.unfinished) throw new ReplyProtocolError('The stream ends within a reply')
  return replies
}

const finished = ({ type, items }: Frame): Reply => {
  if (type === 'map') return { type, entries: pairs(items, items.length) }
  if (type !== 'attribute') return { type, items }
  return { type, entries: pairs(items, items.length - 1), reply: items.at(-1)! }
}

const pairs = (items: readonly Reply[], length: number): (readonly [Reply, Reply])[] => {
  const entries: (readonly [Reply, Reply])[] = []
  for (let i = 0; i + 1 < length; i += 2) entries.push([items[i]!, items[i + 1]!])
  return entries
}

const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
}

const quotedByte = (byte: string): string => {
  const code = byte.charCodeAt(0)
  const hex = () => `\\x${code.toString(16).padStart(2, '0')}`
  return `"${NAMED[byte] ?? (code >= 0x20 && code < 0x7f ? byte : hex())}"`
}
