import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QueryDecoder, STRING_MAX } from '../../src/resp/query-decoder.ts'
import type { QueryLimits } from '../../src/resp/query-decoder.ts'

const limits: QueryLimits = { maxBulk: 512 * 1024 * 1024, authenticated: true }
const strangers: QueryLimits = { ...limits, authenticated: false }

const encode = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`

/** Every command in the chunks, as they become complete; the error, if there is one, at the end. */
const decode = (chunks: readonly string[], with_ = limits): (string[] | string)[] => {
  const decoder = new QueryDecoder()
  const seen: (string[] | string)[] = []
  for (const chunk of chunks) {
    decoder.feed(chunk)
    for (let argv = decoder.next(with_); argv !== undefined; argv = decoder.next(with_)) seen.push(argv)
  }
  if (decoder.error !== undefined) seen.push(decoder.error)
  return seen
}

/** Cuts text at the given places. */
const cut = (text: string, places: readonly number[]): string[] => {
  const sorted = [...new Set(places.map((p) => p % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...sorted].map((from, i) => text.slice(from, sorted[i] ?? text.length))
}

const byteString = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes))
/** Now and then an argument that is collected apart from the buffer. */
const bigString = fc.integer({ min: 32 * 1024, max: 70 * 1024 }).map((n) => '\r\n$x*'.repeat(n).slice(0, n))
const argument = fc.oneof({ weight: 20, arbitrary: byteString }, { weight: 1, arbitrary: bigString })
const commandLine = fc.array(argument, { minLength: 1, maxLength: 6 })

describe('what a client sends', () => {
  it('is the same commands however the network cuts it', () => {
    fc.assert(
      fc.property(
        fc.array(commandLine, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(400_000), { maxLength: 30 }),
        (commands, places) => {
          const chunks = cut(commands.map(encode).join(''), places)
          expect(decode(chunks)).toEqual(commands)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is the same commands byte by byte, inline ones and empty ones between them', () => {
    const text = `PING\r\n${encode(['ECHO', 'a\r\nb'])}\r\n*0\r\n*-1\r\nset k "x y"\n${encode(['GET', ''])}`
    expect(decode([...text])).toEqual([['PING'], ['ECHO', 'a\r\nb'], ['set', 'k', 'x y'], ['GET', '']])
  })

  it('may have arguments as big as the buffer is not', () => {
    const big = 'v'.repeat(3_000_000)
    const text = encode(['SET', 'k', big]) + encode(['PING'])
    const chunks = Array.from({ length: Math.ceil(text.length / 65536) }, (_, i) =>
      text.slice(i * 65536, (i + 1) * 65536),
    )
    expect(decode(chunks)).toEqual([['SET', 'k', big], ['PING']])
  })

  it('is counted: what waits, and what is held until the next bytes come', () => {
    const decoder = new QueryDecoder()
    decoder.feed(encode(['PING']) + 'GE')
    expect(decoder.next(limits)).toEqual(['PING'])
    expect(decoder.pendingBytes).toBe(2)
    expect(decoder.heldBytes).toBe(encode(['PING']).length + 2)
    decoder.feed(`T a\r\n*2\r\n$3\r\nGET\r\n$40000\r\n${'x'.repeat(100)}`)
    expect(decoder.next(limits)).toEqual(['GET', 'a'])
    expect(decoder.next(limits)).toBeUndefined()
    expect(decoder.pendingBytes).toBe(100)
  })

  it('is refused when it would not fit', () => {
    const decoder = new QueryDecoder()
    expect(decoder.accepts(1000, 1000)).toBe(true)
    decoder.feed('x'.repeat(600))
    expect(decoder.accepts(400, 1000)).toBe(true)
    expect(decoder.accepts(401, 1000)).toBe(false)
    expect(decoder.accepts(STRING_MAX, 2 ** 40)).toBe(false)
  })
})

describe('what is no command', () => {
  it.each([
    ['*x\r\n', 'invalid multibulk length'],
    ['*2147483648\r\n', 'invalid multibulk length'],
    ['*1\r\n:4\r\n', "expected '$', got ':'"],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['*1\r\n$536870913\r\n', 'invalid bulk length'],
    ['SET a "x\r\n', 'unbalanced quotes in request'],
    ['x'.repeat(65537), 'too big inline request'],
    ['*' + '1'.repeat(65537), 'too big mbulk count string'],
    ['*1\r\n$' + '1'.repeat(65537), 'too big bulk count string'],
  ])('%j', (text, error) => {
    expect(decode([text])).toEqual([error])
    expect(decode([...text.slice(0, 20), text.slice(20)])).toEqual([error])
  })

  it('leaves what came before it, and nothing after it counts', () => {
    expect(decode([`${encode(['PING'])}*x\r\n${encode(['PING'])}`])).toEqual([
      ['PING'],
      'invalid multibulk length',
    ])
  })

  it('is more than a stranger may ask for', () => {
    expect(decode(['*11\r\n'], strangers)).toEqual(['unauthenticated multibulk length'])
    expect(decode(['*2\r\n$16385\r\n'], strangers)).toEqual(['unauthenticated bulk length'])
    expect(decode([encode(['AUTH', 'x'.repeat(16384)])], strangers)).toHaveLength(1)
  })

  it('waits for the rest of a claim, however large', () => {
    const decoder = new QueryDecoder()
    decoder.feed('*2147483647\r\n$3\r\nGET\r\n$536870000\r\n')
    expect(decoder.next(limits)).toBeUndefined()
    expect(decoder.error).toBeUndefined()
  })

  it('never makes an inline command of bytes after a NUL', () => {
    expect(decode(['PI\0NG\r\n'])).toEqual([])
  })
})
