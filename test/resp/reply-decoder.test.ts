import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReplyDecoder, ReplyProtocolError, decodeReplies, type Reply } from '../../src/resp/reply-decoder.ts'

const everyType =
  '+OK\r\n-ERR no\r\n:-7\r\n:9223372036854775807\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n_\r\n' +
  '*2\r\n*0\r\n*1\r\n:1\r\n~1\r\n#t\r\n>2\r\n+a\r\n#f\r\n%1\r\n$1\r\nk\r\n,1.5\r\n(-12345678901234567890123\r\n' +
  '=8\r\ntxt:a\r\nb\r\n|1\r\n+ttl\r\n:3\r\n*1\r\n,inf\r\n'

const expected: Reply[] = [
  { type: 'status', text: 'OK' },
  { type: 'error', text: 'ERR no' },
  { type: 'integer', value: -7 },
  { type: 'integer', value: 9223372036854775807n },
  { type: 'bulk', text: 'a\r\nbc' },
  { type: 'bulk', text: '' },
  { type: 'nil' },
  { type: 'nil-array' },
  { type: 'null' },
  {
    type: 'array',
    items: [
      { type: 'array', items: [] },
      { type: 'array', items: [{ type: 'integer', value: 1 }] },
    ],
  },
  { type: 'set', items: [{ type: 'boolean', value: true }] },
  {
    type: 'push',
    items: [
      { type: 'status', text: 'a' },
      { type: 'boolean', value: false },
    ],
  },
  {
    type: 'map',
    entries: [
      [
        { type: 'bulk', text: 'k' },
        { type: 'double', text: '1.5' },
      ],
    ],
  },
  { type: 'bignumber', text: '-12345678901234567890123' },
  { type: 'verbatim', format: 'txt', text: 'a\r\nb' },
  {
    type: 'attribute',
    entries: [
      [
        { type: 'status', text: 'ttl' },
        { type: 'integer', value: 3 },
      ],
    ],
    reply: { type: 'array', items: [{ type: 'double', text: 'inf' }] },
  },
]

const drain = (decoder: ReplyDecoder): Reply[] => {
  const replies: Reply[] = []
  for (let reply = decoder.next(); reply; reply = decoder.next()) replies.push(reply)
  return replies
}

describe('ReplyDecoder', () => {
  it('knows every type of RESP2 and RESP3', () => {
    expect(decodeReplies(everyType)).toEqual(expected)
  })

  it('reads the same replies byte by byte', () => {
    const decoder = new ReplyDecoder()
    const replies = [...everyType].flatMap((byte) => (decoder.feed(byte), drain(decoder)))
    expect(replies).toEqual(expected)
    expect(decoder.unread).toBe(0)
  })

  it('reads the same replies under any chunking, drained or not in between', () => {
    const cuts = fc.array(fc.tuple(fc.nat(everyType.length), fc.boolean()), { maxLength: 12 })
    fc.assert(
      fc.property(cuts, (raw) => {
        const decoder = new ReplyDecoder()
        const replies: Reply[] = []
        let from = 0
        for (const [to, take] of raw.toSorted((a, b) => a[0] - b[0])) {
          decoder.feed(everyType.slice(from, to))
          if (take) replies.push(...drain(decoder))
          from = to
        }
        decoder.feed(everyType.slice(from))
        replies.push(...drain(decoder))
        expect(replies).toEqual(expected)
      }),
    )
  })

  it('keeps a deep nesting without recursing', () => {
    const depth = 50_000
    let reply: Reply | undefined = decodeReplies('*1\r\n'.repeat(depth) + ':1\r\n')[0]
    let seen = 0
    while (reply?.type === 'array') {
      reply = reply.items[0]
      seen++
    }
    expect(seen).toBe(depth)
  })

  it('takes a large bulk in small chunks', () => {
    const decoder = new ReplyDecoder()
    const part = 'x'.repeat(100)
    decoder.feed('$10000000\r\n')
    for (let i = 0; i < 100_000; i++) {
      decoder.feed(part)
      expect(decoder.next()).toBeUndefined()
    }
    decoder.feed('\r\n')
    const reply = decoder.next()
    expect(reply?.type === 'bulk' && reply.text.length).toBe(10_000_000)
  })

  it.each([
    ['x\r\n', 'Protocol error, got "x" as reply type byte'],
    ['\x00', 'Protocol error, got "\\x00" as reply type byte'],
    ['"', 'Protocol error, got "\\"" as reply type byte'],
    [':1x\r\n', 'Bad integer value'],
    [':9223372036854775808\r\n', 'Bad integer value'],
    ['$-2\r\n', 'Bulk string length out of range'],
    ['$abc\r\n', 'Bad bulk string length'],
    ['*-2\r\n', 'Multi-bulk length out of range'],
    ['*x\r\n', 'Bad multi-bulk length'],
    ['#x\r\n', 'Bad bool value'],
    [',1.2.3\r\n', 'Bad double value'],
    ['(1a\r\n', 'Bad bignum value'],
    ['=2\r\nab\r\n', 'Verbatim string 4 bytes of content type are missing or incorrectly encoded.'],
  ])('refuses %j', (bytes, message) => {
    const decoder = new ReplyDecoder()
    decoder.feed(bytes)
    expect(() => decoder.next()).toThrow(new ReplyProtocolError(message))
    decoder.feed('+OK\r\n')
    expect(() => decoder.next()).toThrow(message)
  })

  it('says so when a stream ends within a reply', () => {
    expect(() => decodeReplies('*2\r\n:1\r\n')).toThrow(ReplyProtocolError)
    expect(() => decodeReplies('$3\r\nab')).toThrow(ReplyProtocolError)
  })
})
