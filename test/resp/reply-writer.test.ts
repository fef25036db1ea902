import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBytes } from '../../src/bytes/bytestrings.ts'
import { decodeReplies } from '../../src/resp/reply-decoder.ts'
import type { Reply } from '../../src/resp/reply-decoder.ts'
import { ReplyWriter } from '../../src/resp/reply-writer.ts'
import type { ReplyChunk } from '../../src/resp/reply-writer.ts'

const join = (chunks: readonly ReplyChunk[]): string =>
  chunks.map((chunk) => (typeof chunk === 'string' ? chunk : fromBytes(chunk))).join('')

/** What the calls put onto the wire. */
const written = (protocol: 2 | 3, write: (reply: ReplyWriter) => void): string => {
  const reply = new ReplyWriter()
  reply.protocol = protocol
  write(reply)
  return join(reply.take())
}

describe('replies', () => {
  it.each<[string, (r: ReplyWriter) => void, string, string]>([
    ['ok', (r) => r.ok(), '+OK\r\n', '+OK\r\n'],
    ['status', (r) => r.status('QUEUED'), '+QUEUED\r\n', '+QUEUED\r\n'],
    ['error', (r) => r.error('ERR a\r\nb'), '-ERR a  b\r\n', '-ERR a  b\r\n'],
    ['small integer', (r) => r.integer(7), ':7\r\n', ':7\r\n'],
    ['negative integer', (r) => r.integer(-1), ':-1\r\n', ':-1\r\n'],
    [
      'wide integer',
      (r) => r.integer(2n ** 63n - 1n),
      ':9223372036854775807\r\n',
      ':9223372036854775807\r\n',
    ],
    ['bulk', (r) => r.bulk('a\r\nb'), '$4\r\na\r\nb\r\n', '$4\r\na\r\nb\r\n'],
    ['empty bulk', (r) => r.bulk(''), '$0\r\n\r\n', '$0\r\n\r\n'],
    ['bytes', (r) => r.bytes(new Uint8Array([0, 255])), '$2\r\n\0\xff\r\n', '$2\r\n\0\xff\r\n'],
    ['nil', (r) => r.nil(), '$-1\r\n', '_\r\n'],
    ['nil array', (r) => r.nilArray(), '*-1\r\n', '_\r\n'],
    ['array', (r) => r.bulks(['a', 'b']), '*2\r\n$1\r\na\r\n$1\r\nb\r\n', '*2\r\n$1\r\na\r\n$1\r\nb\r\n'],
    ['map', (r) => r.map(2), '*4\r\n', '%2\r\n'],
    ['set', (r) => r.set(3), '*3\r\n', '~3\r\n'],
    ['push', (r) => r.push(2), '*2\r\n', '>2\r\n'],
    ['double', (r) => r.double(3.25), '$4\r\n3.25\r\n', ',3.25\r\n'],
    ['infinity', (r) => r.double(-Infinity), '$4\r\n-inf\r\n', ',-inf\r\n'],
    ['true', (r) => r.boolean(true), ':1\r\n', '#t\r\n'],
    ['false', (r) => r.boolean(false), ':0\r\n', '#f\r\n'],
    ['big number', (r) => r.bigNumber('12'), '$2\r\n12\r\n', '(12\r\n'],
    ['verbatim', (r) => r.verbatim('a\n'), '$2\r\na\n\r\n', '=6\r\ntxt:a\n\r\n'],
  ])('%s', (_name, write, resp2, resp3) => {
    expect(written(2, write)).toBe(resp2)
    expect(written(3, write)).toBe(resp3)
  })

  it('are counted when they are errors, muted or not', () => {
    const reply = new ReplyWriter()
    reply.error('ERR one')
    reply.muted = true
    reply.error('WRONGTYPE two')
    expect([reply.errors, reply.lastError]).toEqual([2, 'WRONGTYPE two'])
    expect(join(reply.take())).toBe('-ERR one\r\n')
  })

  it('that are large are chunks of their own and never copied into longer text', () => {
    const value = 'v'.repeat(200_000)
    const reply = new ReplyWriter()
    reply.ok()
    reply.bulk(value)
    reply.bytes(new Uint8Array(100_000).fill(97))
    reply.integer(1)
    const pending = reply.pendingBytes
    const chunks = reply.take()
    expect(chunks).toContain(value)
    expect(chunks.some((chunk) => chunk instanceof Uint8Array && chunk.length === 100_000)).toBe(true)
    const text = join(chunks)
    expect(text.length).toBe(pending)
    expect(text).toBe(`+OK\r\n$200000\r\n${value}\r\n$100000\r\n${'a'.repeat(100_000)}\r\n:1\r\n`)
  })

  it('keep what a byte array held when it was written', () => {
    const data = new Uint8Array(70_000).fill(97)
    const reply = new ReplyWriter()
    reply.bytes(data)
    data.fill(98)
    expect(join(reply.take())).not.toContain('b')
  })

  it('that are large and muted leave nothing', () => {
    const reply = new ReplyWriter()
    reply.muted = true
    reply.bulk('v'.repeat(200_000))
    reply.bytes(new Uint8Array(200_000))
    expect([reply.isEmpty, reply.pendingBytes]).toEqual([true, 0])
  })
})

describe('what is known only later', () => {
  /** Nested arrays whose lengths come last, around a value of some size before and after them. */
  const nested = (size: number): string => {
    const filler = 'x'.repeat(size)
    return written(2, (reply) => {
      reply.bulk(filler)
      const outer = reply.mark()
      reply.integer(1)
      const inner = reply.mark()
      reply.bulk(filler)
      reply.bulk('a')
      reply.arrayAt(inner, 2)
      reply.integer(3)
      reply.arrayAt(outer, 3)
      reply.ok()
    })
  }

  it.each([0, 10, 20_000, 40_000, 70_000, 200_000])('gets to its place, with %i bytes around it', (size) => {
    const bulk = `$${size}\r\n${'x'.repeat(size)}\r\n`
    expect(nested(size)).toBe(`${bulk}*3\r\n:1\r\n*2\r\n${bulk}$1\r\na\r\n:3\r\n+OK\r\n`)
  })

  it('counts as pending, and is dropped with the rest by a muted client', () => {
    const reply = new ReplyWriter()
    const mark = reply.mark()
    for (let i = 0; i < 3; i++) reply.bulk('x'.repeat(40_000))
    const before = reply.pendingBytes
    reply.arrayAt(mark, 3)
    expect(reply.pendingBytes).toBe(before + 4)
    reply.take()
    reply.muted = true
    reply.arrayAt(reply.mark(), 0)
    expect(reply.isEmpty).toBe(true)
  })
})

type Plain = string | number | Plain[]
const plain = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary-ascii', maxLength: 20 }),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
})).value

const write = (reply: ReplyWriter, value: Plain): void => {
  if (typeof value === 'string') reply.bulk(value)
  else if (typeof value === 'number') reply.integer(value)
  else {
    reply.array(value.length)
    for (const item of value) write(reply, item)
  }
}

const read = (reply: Reply): Plain => {
  if (reply.type === 'bulk') return reply.text
  if (reply.type === 'integer') return Number(reply.value)
  if (reply.type === 'array') return reply.items.map(read)
  throw new Error(reply.type)
}

describe('a client', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 6 }), (values) => {
        const text = written(2, (reply) => values.forEach((value) => write(reply, value)))
        expect(decodeReplies(text).map(read)).toEqual(values.map((v) => (Object.is(v, -0) ? 0 : v)))
      }),
    )
  })
})
