/** The conformance tools themselves: what they print they read back, and they notice what differs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordable, sameArrivals, sameReply } from './compare.ts'
import { formatReply, parseReply } from './format.ts'
import { splitFrames } from './play.ts'
import type { Reply } from './reply.ts'
import { Decoder, isAggregate } from './reply.ts'
import type { Markers, Step } from './transcript.ts'
import { parseTranscript, writeTranscript } from './transcript.ts'
import { encodeCommand, quote, quoteIfNeeded, splitWords } from './words.ts'

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })
const line = bytes.map((text) => text.replace(/[\r\n]/g, ' '))

const scalar: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ type: fc.constantFrom('status' as const, 'error' as const), text: line }),
  fc.record({ type: fc.constant('bulk' as const), text: bytes }),
  fc.bigInt().map((n): Reply => ({ type: 'integer', text: String(n) })),
  fc.double().map((n): Reply => ({ type: 'double', text: String(n) })),
  fc.constantFrom<Reply>({ type: 'nil' }, { type: 'nil array' }, { type: 'null' }),
  fc.boolean().map((value): Reply => ({ type: 'boolean', value })),
  bytes.map((text): Reply => ({ type: 'verbatim', format: 'txt', text })),
)

const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.record({
      type: fc.constantFrom('array' as const, 'set' as const, 'push' as const),
      items: fc.array(tie('reply'), { maxLength: 12 }),
    }),
    fc
      .array(fc.tuple(scalar, tie('reply')), { maxLength: 4 })
      .map((pairs): Reply => ({ type: 'map', items: pairs.flat() })),
  ),
}))

const PREFIX: Record<string, string> = {
  status: '+',
  error: '-',
  integer: ':',
  double: ',',
  array: '*',
  set: '~',
  push: '>',
  map: '%',
}

const encode = (r: Reply): string => {
  if (isAggregate(r)) {
    const count = r.type === 'map' ? r.items.length / 2 : r.items.length
    return `${PREFIX[r.type]}${count}\r\n${r.items.map(encode).join('')}`
  }
  if (r.type === 'bulk') return `$${r.text.length}\r\n${r.text}\r\n`
  if (r.type === 'verbatim') return `=${r.text.length + 4}\r\n${r.format}:${r.text}\r\n`
  if (r.type === 'boolean') return r.value ? '#t\r\n' : '#f\r\n'
  if (r.type === 'nil') return '$-1\r\n'
  if (r.type === 'nil array') return '*-1\r\n'
  return 'text' in r ? `${PREFIX[r.type]}${r.text}\r\n` : '_\r\n'
}

describe('replies', () => {
  it('are decoded however they are cut', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (replies, size) => {
        const wire = replies.map(encode).join('')
        const decoder = new Decoder()
        const read: Reply[] = []
        for (let i = 0; i < wire.length; i += size) read.push(...decoder.push(wire.slice(i, i + size)))
        expect(read).toEqual(replies)
      }),
    )
  })

  it('are read back from what is printed, each type by itself', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 4 }), (replies) => {
        const frames = splitFrames(replies.flatMap(formatReply))
        expect(frames.map(parseReply)).toEqual(replies)
      }),
    )
  })

  it('print no two types alike', () => {
    const texts = ['OK', '1', 'nil'].flatMap((text) =>
      (['status', 'bulk', 'error', 'integer', 'double'] as const).map(
        (type) => formatReply({ type, text })[0],
      ),
    )
    const nothing = (['nil', 'nil array', 'null'] as const).map((type) => formatReply({ type })[0])
    expect(new Set([...texts, ...nothing]).size).toBe(18)
  })
})

describe('words', () => {
  it('are split as they were quoted', () => {
    fc.assert(
      fc.property(fc.array(bytes), (words) => {
        expect(splitWords(words.map(quote).join(' '))).toEqual(words)
        expect(splitWords(words.map(quoteIfNeeded).join('  '))).toEqual(words)
      }),
    )
  })

  it('may be macros, but not within quotes', () => {
    expect(splitWords('{x*3} {1..3} {1..2:f%,v} "{x*3}" 한')).toEqual([
      'xxx', '1', '2', '3', 'f1', 'v', 'f2', 'v', '{x*3}', '\xed\x95\x9c',
    ]) // prettier-ignore
  })

  it('want their quotes balanced', () => {
    for (const bad of ['"a', "'a", '"a"b', "'a'b"]) expect(() => splitWords(bad)).toThrow('unbalanced')
  })

  it('are sent as RESP', () => {
    expect(encodeCommand(['GET', ''])).toBe('*2\r\n$3\r\nGET\r\n$0\r\n\r\n')
  })
})

const TRANSCRIPT = `# About.
@ server --databases 2

@ unordered
> SMEMBERS s
1) "a"
2) "b"
b> BLPOP l 0
(no reply)
@ sleep 20ms
b<
(nil array)
(closed)
<
1> "x"
>> "PING\\r\\n"
PONG
# The end.
`

describe('transcripts', () => {
  it('are written as they were read', () => {
    const transcript = parseTranscript('t', TRANSCRIPT)
    expect(transcript.server).toEqual(['--databases', '2'])
    expect(transcript.steps.map(({ action }) => action.kind)).toEqual(['send', 'send', 'sleep', 'send'])
    expect(
      writeTranscript(
        transcript,
        transcript.steps.map(({ expected }) => expected),
      ),
    ).toBe(TRANSCRIPT)
  })

  it('name the line that is wrong', () => {
    expect(() => parseTranscript('t', '@ nonsense')).toThrow('line 1')
    expect(() => parseTranscript('t', '"reply to nothing"')).toThrow('line 1')
  })
})

const arrival = (...lines: string[]) => [{ client: '', lines }]
const step = (markers: Markers, ...lines: string[]): Step => ({
  line: 1,
  action: { kind: 'send', client: '', bytes: 'command', words: [] },
  markers,
  source: [],
  expected: arrival(...lines),
})

describe('comparison', () => {
  const agree = (markers: Markers, expected: string[], came: string[]): boolean =>
    sameArrivals(step(markers, ...expected), arrival(...came))

  it('is exact without a marker', () => {
    expect(agree({}, ['"1"'], ['"1"'])).toBe(true)
    expect(agree({}, ['"1"'], ['(integer) 1'])).toBe(false)
    expect(agree({}, ['1) "a"', '2) "b"'], ['1) "b"', '2) "a"'])).toBe(false)
    expect(agree({}, ['OK'], ['OK', '(closed)'])).toBe(false)
    expect(sameArrivals(step({}, 'OK'), [])).toBe(false)
    expect(sameArrivals(step({}, 'OK'), [{ client: 'b', lines: ['OK'] }])).toBe(false)
  })

  it('unordered: a multiset', () => {
    expect(agree({ unordered: 'items' }, ['1) "a"', '2) "b"'], ['1) "b"', '2) "a"'])).toBe(true)
    expect(agree({ unordered: 'items' }, ['1) "a"', '2) "a"'], ['1) "b"', '2) "a"'])).toBe(false)
    const pairs = ['1) "f"', '2) "1"', '3) "g"', '4) "2"']
    expect(agree({ unordered: 'pairs' }, pairs, ['1) "g"', '2) "2"', '3) "f"', '4) "1"'])).toBe(true)
    expect(agree({ unordered: 'pairs' }, pairs, ['1) "g"', '2) "1"', '3) "f"', '4) "2"'])).toBe(false)
    const text = '"# T\\r\\na\\r\\nb\\r\\n"'
    expect(agree({ unordered: 'lines' }, [text], ['"# T\\r\\nb\\r\\na\\r\\n"'])).toBe(true)
    expect(agree({ unordered: 'lines' }, [text], ['"# T\\r\\nb\\r\\nb\\r\\n"'])).toBe(false)
  })

  it('any: the shape and the errors', () => {
    expect(agree({ any: true }, ['(integer) 1'], ['(integer) 2'])).toBe(true)
    expect(agree({ any: true }, ['(integer) 1'], ['"2"'])).toBe(false)
    expect(agree({ any: true }, ['1) "a"'], ['1) "b"', '2) "c"'])).toBe(false)
    expect(agree({ any: true }, ['(error) ERR a'], ['(error) ERR b'])).toBe(false)
  })

  it('among, approx, mask', () => {
    expect(agree({ among: ['a', 'b'] }, ['"a"'], ['"b"'])).toBe(true)
    expect(agree({ among: ['a', 'b'] }, ['"a"'], ['"c"'])).toBe(false)
    expect(agree({ approx: 0.01 }, ['"1.5"'], ['"1.505"'])).toBe(true)
    expect(agree({ approx: 0.01 }, ['(integer) 1'], ['(integer) 2'])).toBe(false)
    expect(agree({ approx: 500 }, ['(integer) -1'], ['"-1"'])).toBe(false)
    expect(agree({ mask: ['id=\\d+'] }, ['"id=1 a"'], ['"id=22 a"'])).toBe(true)
    expect(agree({ mask: ['id=\\d+'] }, ['"id=1 a"'], ['"id=22 b"'])).toBe(false)
  })

  it('leaves out what is omitted, and still knows it', () => {
    const markers: Markers = { omit: ['(?<=prose: ).+'] }
    const written = recordable(arrival('"prose: long words"'), markers)
    expect(written).toEqual(arrival('"prose: *'))
    expect(agree(markers, written[0]!.lines, ['"prose: others"'])).toBe(true)
    expect(agree(markers, written[0]!.lines, ['"verse: others"'])).toBe(false)
  })

  it('never takes a reply for another', () => {
    fc.assert(
      fc.property(reply, reply, (a, b) => {
        expect(sameReply(a, a, {})).toBe(true)
        if (encode(a) !== encode(b)) expect(sameReply(a, b, {})).toBe(false)
      }),
    )
  })
})
