import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  INT64_MAX,
  INT64_MIN,
  addInt64,
  clampToSafe,
  fitsInt64,
  isInteger,
  parseInt64,
  parseInteger,
  parseMemory,
  parseUint64,
} from '../../src/bytes/integers.ts'
import { recorded } from './recorded.ts'

const int64 = fc.bigInt({ min: INT64_MIN, max: INT64_MAX })
const isSafe = (n: bigint) => n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER)

describe('parseInteger', () => {
  it.each(['', '-', '+1', ' 1', '1 ', '01', '-0', '-01', '1.0', '1e3', '0x1', '١', '9223372036854775808'])(
    'refuses %j',
    (text) => {
      expect(parseInteger(text)).toBeUndefined()
      expect(isInteger(text)).toBe(false)
      expect(parseInt64(text)).toBeUndefined()
    },
  )

  it('gives numbers while they are safe and bigints beyond', () => {
    expect(parseInteger('0')).toBe(0)
    expect(parseInteger('-17')).toBe(-17)
    expect(parseInteger('999999999999999')).toBe(999999999999999)
    expect(parseInteger('9007199254740991')).toBe(9007199254740991)
    expect(parseInteger('9007199254740992')).toBe(9007199254740992n)
    expect(parseInteger('-9007199254740992')).toBe(-9007199254740992n)
    expect(parseInteger('9223372036854775807')).toBe(INT64_MAX)
    expect(parseInteger('-9223372036854775808')).toBe(INT64_MIN)
    expect(parseInteger('-9223372036854775809')).toBeUndefined()
    expect(parseInteger('100000000000000000000')).toBeUndefined()
  })

  it('reads back every 64-bit integer', () => {
    fc.assert(
      fc.property(int64, (n) => {
        const parsed = parseInteger(String(n))
        expect(parsed).toBe(isSafe(n) ? Number(n) : n)
        expect(parseInt64(String(n))).toBe(n)
        expect(isInteger(String(n))).toBe(true)
      }),
    )
  })

  it('accepts no text but the canonical one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'-+0123456789 '), maxLength: 22 }), (text) => {
        const parsed = parseInteger(text)
        if (parsed !== undefined) expect(String(parsed)).toBe(text)
      }),
    )
  })
})

describe('addInt64', () => {
  it('overflows where 64 bits end', () => {
    expect(addInt64(INT64_MAX, 1)).toBeUndefined()
    expect(addInt64(INT64_MIN, -1)).toBeUndefined()
    expect(addInt64(INT64_MAX, 0)).toBe(INT64_MAX)
    expect(addInt64(INT64_MIN, INT64_MAX)).toBe(-1)
    expect(addInt64(9007199254740991, 1)).toBe(9007199254740992n)
    expect(addInt64(9007199254740992n, -1)).toBe(9007199254740991)
  })

  it('agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(int64, int64, (a, b) => {
        const sum = a + b
        const expected = fitsInt64(sum) ? (isSafe(sum) ? Number(sum) : sum) : undefined
        expect(addInt64(isSafe(a) ? Number(a) : a, isSafe(b) ? Number(b) : b)).toBe(expected)
      }),
    )
  })
})

it('clampToSafe stops at the safe numbers', () => {
  expect(clampToSafe(INT64_MAX)).toBe(Number.MAX_SAFE_INTEGER)
  expect(clampToSafe(INT64_MIN)).toBe(Number.MIN_SAFE_INTEGER)
  expect(clampToSafe(Infinity)).toBe(Number.MAX_SAFE_INTEGER)
  expect(clampToSafe(12n)).toBe(12)
  expect(clampToSafe(-3)).toBe(-3)
})

it.each(recorded.unsigned)('parseUint64(%j) is what XADD made of it: %s', (text, expected) => {
  expect(parseUint64(text)?.toString() ?? null).toBe(expected)
})

it.each(recorded.memory)('parseMemory(%j) is what CONFIG SET maxmemory made of it: %s', (text, expected) => {
  expect(parseMemory(text)?.toString() ?? null).toBe(expected)
})
