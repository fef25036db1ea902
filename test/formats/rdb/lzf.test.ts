import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBytes, toBytes } from '../../../src/bytes/bytestrings.ts'
import { lzfCompress, lzfDecompress } from '../../../src/formats/rdb/lzf.ts'

/** The packed form, or undefined when it does not fit into `limit` bytes. */
const pack = (text: string, limit: number): string | undefined => {
  const output = new Uint8Array(text.length + 100)
  const size = lzfCompress(toBytes(text), 0, text.length, output, limit)
  return size === 0 ? undefined : fromBytes(output.subarray(0, size))
}

const unpack = (packed: string, length: number): string | undefined => {
  const bytes = lzfDecompress(packed, 0, packed.length, length)
  return bytes && fromBytes(bytes)
}

/** Byte strings in which things come again, at all distances. */
const repetitive = fc
  .array(
    fc.tuple(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) =>
    parts
      .map(([bytes, times, letters]) => fromBytes(bytes.map((b) => 97 + (b % letters))).repeat(times))
      .join(''),
  )

describe('LZF', () => {
  it('gives back what went in', () => {
    fc.assert(
      fc.property(repetitive, (text) => {
        const packed = pack(text, text.length)
        if (packed !== undefined) expect(unpack(packed, text.length)).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps to its limit', () => {
    fc.assert(
      fc.property(repetitive, fc.integer({ min: 1, max: 2000 }), (text, limit) => {
        const packed = pack(text, limit)
        if (packed !== undefined) expect(packed.length).toBeLessThanOrEqual(limit)
        else if (text.length > 100 && limit > text.length) expect(pack(text, 2 * text.length)).toBeDefined()
      }),
    )
  })

  it('packs long runs into a few bytes, and noise not at all', () => {
    expect(pack('a'.repeat(1000), 996)!.length).toBeLessThan(20)
    let noise = ''
    for (let i = 0, x = 1; i < 1000; i++)
      noise += String.fromCharCode((x = (x * 1103515245 + 12345) >>> 0) >>> 24)
    expect(pack(noise, 996)).toBeUndefined()
  })

  it('does not remember what it packed before', () => {
    const text = 'the quick brown fox jumps over the lazy dog, the quick brown fox'
    const first = pack(text, 1000)
    pack('the quick brown cat '.repeat(100), 5000)
    expect(pack(text, 1000)).toBe(first)
  })

  it('refuses what is no packed form, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (bytes, length) => {
        const text = unpack(fromBytes(bytes), length)
        if (text !== undefined) expect(text.length).toBe(length)
      }),
      { numRuns: 500 },
    )
    expect(unpack('\x00a', 2)).toBeUndefined()
    expect(unpack('\x05abc', 6)).toBeUndefined()
    expect(unpack('\x20\x00', 3)).toBeUndefined()
    expect(unpack('\x00a\xe0', 90)).toBeUndefined()
    expect(unpack('a', 2 ** 40)).toBeUndefined()
  })
})
