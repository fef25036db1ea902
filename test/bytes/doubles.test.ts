import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addLongDouble,
  formatDouble,
  formatDoubleG17,
  formatFixed,
  formatG,
  formatHuman,
  formatLongDouble,
  integerToLongDouble,
  isInf,
  isNaN,
  longDoubleToNumber,
  numberToLongDouble,
  parseDouble,
  parseDoubleBound,
  parseLongDouble,
} from '../../src/bytes/doubles.ts'
import { recorded } from './recorded.ts'

const long = (text: string) => {
  const parsed = parseLongDouble(text)
  if (parsed === undefined) throw new Error(`${text} is not a long double`)
  return parsed
}

describe('as the server read and printed them', () => {
  it.each(recorded.scores)('ZADD %j, ZSCORE %s', (text, expected) => {
    const x = parseDouble(text)
    expect(x === undefined ? null : formatDouble(x)).toBe(expected)
  })

  it.each(recorded.bounds.rows)('ZCOUNT -inf %j: %s', (text, expected) => {
    const max = parseDoubleBound(text)
    const below = (mark: string) => parseDouble(mark)! <= max!
    expect(max === undefined ? null : recorded.bounds.marks.filter(below).length).toBe(expected)
  })

  it.each(recorded.increments)(
    '%j + %j: INCRBYFLOAT %s, HINCRBYFLOAT %s',
    (value, increment, sum, inHash) => {
      const [a, b] = [parseLongDouble(value), parseLongDouble(increment)]
      const result = a && b ? addLongDouble(a, b) : undefined
      const printed = result && !isNaN(result) && !isInf(result) ? formatLongDouble(result) : null
      expect(printed).toBe(sum)
      // HINCRBYFLOAT refuses an infinite increment as well, which makes no difference here.
      expect(printed).toBe(inHash)
    },
  )
})

describe('formatG', () => {
  // printf of glibc 2.36.
  it.each([
    [0, 17, '0'],
    [-0, 17, '-0'],
    [NaN, 17, 'nan'],
    [-Infinity, 17, '-inf'],
    [100, 2, '1e+02'],
    [100, 3, '100'],
    [9.5, 1, '1e+01'],
    [8.5, 1, '8'],
    [2500, 1, '2e+03'],
    [3500, 1, '4e+03'],
    [0.00001, 6, '1e-05'],
    [0.0001, 6, '0.0001'],
    [123456789, 6, '1.23457e+08'],
    [0.1 + 0.2, 14, '0.3'],
    [112589990684262.125, 17, '112589990684262.12'],
    [112589990684262.375, 17, '112589990684262.38'],
    [1e100, 0, '1e+100'],
    [5e-324, 17, '4.9406564584124654e-324'],
    [1.7976931348623157e308, 17, '1.7976931348623157e+308'],
    [1e15, 15, '1e+15'],
    [123456789012345, 15, '123456789012345'],
  ])('%%g of %s with precision %s is %s', (x, precision, expected) => {
    expect(formatG(x, precision)).toBe(expected)
  })

  it('reads back from 17 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(Object.is(Number(formatDouble(x)), x)).toBe(true)
        expect(formatDoubleG17(x)).toBe(formatDouble(x))
      }),
    )
  })
})

describe('formatFixed', () => {
  // printf of glibc 2.36.
  it.each([
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2.5, 0, '2'],
    [-2.5, 0, '-2'],
    [-0.001, 2, '-0.00'],
    [-0, 2, '-0.00'],
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [1.005, 2, '1.00'],
    [1e21, 1, '1000000000000000000000.0'],
    [1e23, 0, '99999999999999991611392'],
    [5e-324, 4, '0.0000'],
    [Infinity, 4, 'inf'],
  ])('%s with %s decimals is %s', (x, digits, expected) => {
    expect(formatFixed(x, digits)).toBe(expected)
  })
})

describe('long doubles', () => {
  it('keep what a double loses', () => {
    expect(formatLongDouble(addLongDouble(long('0.1'), long('0.2')))).toBe('0.3')
    expect(formatHuman(long('3.10000000000000001'))).toBe('3.10000000000000001')
    expect(formatLongDouble(long('-0'))).toBe('0')
    expect(formatLongDouble(long('-0.000000000000000001'))).toBe('0')
    expect(formatLongDouble(long('18446744073709551615'))).toBe('18446744073709551615')
    expect(formatLongDouble(long('18446744073709551617'))).toBe('18446744073709551616')
    expect(formatLongDouble(numberToLongDouble(0.1))).toBe('0.10000000000000001')
  })

  it('refuse text of 5120 bytes', () => {
    expect(parseLongDouble('0'.repeat(5119))).toBeDefined()
    expect(parseLongDouble('0'.repeat(5120))).toBeUndefined()
  })

  it('hold every double and every 64-bit integer exactly', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        expect(Object.is(longDoubleToNumber(numberToLongDouble(x)), x)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        expect(formatLongDouble(integerToLongDouble(n))).toBe(String(n))
      }),
    )
  })

  it('parse decimal text to the nearest double through more bits than one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        // The shortest text of a double lies so near to it that rounding twice is harmless.
        expect(longDoubleToNumber(long(String(x)))).toBe(x + 0)
      }),
    )
  })

  it('add in any order, and exactly where 64 bits suffice', () => {
    const integer = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: -60, max: 60 }), (a, b, power) => {
        const [x, y] = [numberToLongDouble(a * 2 ** power), numberToLongDouble(b * 2 ** power)]
        const sum = addLongDouble(x, y)
        expect(longDoubleToNumber(sum)).toBe((a + b) * 2 ** power)
        expect(formatLongDouble(addLongDouble(y, x))).toBe(formatLongDouble(sum))
      }),
    )
  })

  it('make no sum of opposite infinities', () => {
    expect(isNaN(addLongDouble(long('inf'), long('-inf')))).toBe(true)
    expect(isInf(addLongDouble(long('inf'), long('1')))).toBe(true)
    expect(isInf(addLongDouble(long('1e4932'), long('1e4932')))).toBe(true)
  })
})

it('a hexadecimal float is rounded once', () => {
  expect(parseDouble('0x1.00000000000008p0')).toBe(1)
  expect(parseDouble('0x1.000000000000080000000000000001p0')).toBe(1.0000000000000002)
  expect(parseDouble('0x1.00000000000018p0')).toBe(1.0000000000000004)
  expect(parseDouble('0x1.fffffffffffff8p1023')).toBeUndefined()
  expect(parseDouble('0x0.0000000000001p-1022')).toBe(5e-324)
})
