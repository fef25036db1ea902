import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBytes } from '../../src/bytes/bytestrings.ts'
import { crc16 } from '../../src/bytes/crc16.ts'
import { crc64 } from '../../src/bytes/crc64.ts'
import { recorded } from './recorded.ts'

const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })

describe('crc16', () => {
  // CLUSTER KEYSLOT of a real server.
  it.each([
    ['', 0],
    ['foo', 12182],
    ['bar', 5061],
    ['somekey', 11058],
    ['\xff\x00\x80', 7915],
  ])('puts %j into slot %s', (key, slot) => {
    expect(crc16(key) & 16383).toBe(slot)
  })

  it('is XMODEM', () => {
    expect(crc16('123456789')).toBe(0x31c3)
  })

  it('reads a part of a string', () => {
    expect(crc16('a{foo}b', 2, 5)).toBe(crc16('foo'))
  })
})

describe('crc64', () => {
  it('is Jones', () => {
    expect(crc64('123456789')).toBe(0xe9c6d914c4b8d9can)
    expect(crc64('')).toBe(0n)
  })

  it.each(recorded.checksums.map((dump, i) => [i, dump] as const))('ends DUMP payload %s', (_, dump) => {
    const end = dump.length - 8
    let written = 0n
    for (let i = 7; i >= 0; i--) written = (written << 8n) | BigInt(dump.charCodeAt(end + i))
    expect(crc64(dump.slice(0, end))).toBe(written)
  })

  it('goes on from where it stopped, over strings as over arrays', () => {
    fc.assert(
      fc.property(byteString, byteString, (a, b) => {
        expect(crc64(b, crc64(a))).toBe(crc64(a + b))
        expect(crc64(toBytes(a + b))).toBe(crc64(a + b))
      }),
    )
  })
})
