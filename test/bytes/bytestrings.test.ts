import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBytes,
  equalsIgnoreCase,
  flatten,
  fromBytes,
  startsWithIgnoreCase,
  toBytes,
  toLower,
  toUpper,
} from '../../src/bytes/bytestrings.ts'

const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })

describe('byte strings', () => {
  it('become arrays and strings again', () => {
    fc.assert(
      fc.property(byteString, (s) => {
        expect(fromBytes(toBytes(s))).toBe(s)
        expect(Buffer.compare(toBytes(s), Buffer.from(s, 'latin1'))).toBe(0)
      }),
    )
    const long = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7) & 255)
    expect(fromBytes(long)).toBe(Buffer.from(long).toString('latin1'))
    expect(fromBytes(long, 5, 15_000)).toBe(Buffer.from(long.subarray(5, 15_000)).toString('latin1'))
    expect(fromBytes(long, 9, 9)).toBe('')
  })

  it('compare as memcmp does, the shorter first', () => {
    fc.assert(
      fc.property(byteString, byteString, (a, b) => {
        expect(compareBytes(a, b)).toBe(Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')))
      }),
    )
    expect(compareBytes('\xff', 'a')).toBe(1)
    expect(compareBytes('a', 'a\x00')).toBe(-1)
  })

  it('fold ASCII letters only', () => {
    expect(toLower('GET\xc0[@`')).toBe('get\xc0[@`')
    expect(toUpper('zrange\xe0{\xff\xb5\xdf')).toBe('ZRANGE\xe0{\xff\xb5\xdf')
    fc.assert(
      fc.property(byteString, (s) => {
        const lower = [...s].map((c) => (c >= 'A' && c <= 'Z' ? c.toLowerCase() : c)).join('')
        const upper = [...s].map((c) => (c >= 'a' && c <= 'z' ? c.toUpperCase() : c)).join('')
        expect(toLower(s)).toBe(lower)
        expect(toUpper(s)).toBe(upper)
        expect(equalsIgnoreCase(upper, lower)).toBe(true)
        expect(startsWithIgnoreCase(`${upper}X`, lower)).toBe(true)
      }),
    )
    expect(equalsIgnoreCase('GeT', 'get')).toBe(true)
    expect(equalsIgnoreCase('GETS', 'get')).toBe(false)
    expect(equalsIgnoreCase('\xc0', '\xe0')).toBe(false)
    expect(startsWithIgnoreCase('maxmem', 'maxmemory')).toBe(false)
  })
})

describe('flatten', () => {
  it('changes nothing', () => {
    fc.assert(fc.property(byteString, (s) => flatten(s) === s))
  })

  it('lets go of the buffer a slice was cut from', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const sliceOfBig = (i: number) => {
      const parts = Array.from({ length: 64 }, (_, k) =>
        String.fromCharCode(97 + ((i + k) % 26)).repeat(1024),
      )
      return parts.join('').slice(100, 160)
    }
    const bytesKeptBy = (keep: (s: string) => string) => {
      collect()
      const before = process.memoryUsage().heapUsed
      const kept: string[] = []
      for (let i = 0; i < 100; i++) kept.push(keep(sliceOfBig(i)))
      collect()
      const after = process.memoryUsage().heapUsed
      return kept.length === 100 ? after - before : 0
    }
    bytesKeptBy(flatten)
    expect(bytesKeptBy((s) => s)).toBeGreaterThan(100 * 60_000)
    expect(bytesKeptBy(flatten)).toBeLessThan(100 * 5_000)
  })
})
