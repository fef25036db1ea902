import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc64 } from '../../src/bytes/crc64.ts'
import * as math from '../../src/bytes/math.ts'
import { RandomStream } from '../../src/bytes/random.ts'

type Name = Exclude<keyof typeof math, 'frexp' | 'ldexp'>

/** Correctly rounded values, computed with 1300 bits. */
const exact: [Name, number[], number][] = [
  ['log', [10], 2.302585092994046],
  ['log', [0.1], -2.3025850929940455],
  ['log', [1e300], 690.7755278982137],
  ['log', [5e-324], -744.4400719213812],
  ['log', [1.0000001], 9.999999505838704e-8],
  ['log', [0.9999999], -1.0000000494736474e-7],
  ['log', [1.4142135623730951], 0.3465735902799727],
  ['log', [1.7976931348623157e308], 709.782712893384],
  ['log10', [1000], 3.0],
  ['log10', [1000000000000000.0], 15.0],
  ['log10', [2], 0.3010299956639812],
  ['log10', [0.5], -0.3010299956639812],
  ['log10', [1e-300], -300.0],
  ['log2', [8], 3.0],
  ['log2', [3], 1.584962500721156],
  ['log2', [1.5], 0.5849625007211562],
  ['log2', [5e-324], -1074.0],
  ['log2', [0.1], -3.321928094887362],
  ['exp', [1], 2.718281828459045],
  ['exp', [-1], 0.36787944117144233],
  ['exp', [0.5], 1.6487212707001282],
  ['exp', [1e-10], 1.0000000001],
  ['exp', [700], 1.0142320547350045e304],
  ['exp', [-700], 9.85967654375977e-305],
  ['exp', [-708], 3.307553003638408e-308],
  ['exp', [709.5], 1.3549863193146328e308],
  ['exp', [0.1], 1.1051709180756477],
  ['sin', [1], 0.8414709848078965],
  ['sin', [3], 0.1411200080598672],
  ['sin', [1e22], -0.8522008497671888],
  ['sin', [-0.5], -0.479425538604203],
  ['sin', [1e-5], 9.999999999833334e-6],
  ['sin', [3.141592653589793], 1.2246467991473532e-16],
  ['sin', [123456.789], -0.9986640823432246],
  ['sin', [1e300], -0.8178819121159085],
  ['sin', [710.9], 0.7833643842649327],
  ['sin', [2000000.25], -0.44853750560269834],
  ['sin', [5000000000.125], 0.12925291327857588],
  ['cos', [1], 0.5403023058681398],
  ['cos', [3], -0.9899924966004454],
  ['cos', [1e22], 0.523214785395139],
  ['cos', [1.5707963267948966], 6.123233995736766e-17],
  ['cos', [123456.789], 0.05167253271870138],
  ['cos', [1e300], -0.5753861119575491],
  ['tan', [1], 1.5574077246549023],
  ['tan', [1.5707963267948966], 1.633123935319537e16],
  ['tan', [-2], 2.185039863261519],
  ['tan', [1e22], -1.6287782256068988],
  ['tan', [0.7853981633974483], 0.9999999999999999],
  ['asin', [0.5], 0.5235987755982989],
  ['asin', [-0.3], -0.3046926540153975],
  ['asin', [1], 1.5707963267948966],
  ['asin', [0.999999999], 1.5707516054359754],
  ['asin', [1e-6], 1.0000000000001666e-6],
  ['asin', [0.7071067811865476], 0.7853981633974484],
  ['acos', [0.5], 1.0471975511965979],
  ['acos', [-0.3], 1.8754889808102941],
  ['acos', [1], 0.0],
  ['acos', [-1], 3.141592653589793],
  ['acos', [0.999999999], 4.4721358921319356e-5],
  ['acos', [0.1], 1.4706289056333368],
  ['atan', [1], 0.7853981633974483],
  ['atan', [-1], -0.7853981633974483],
  ['atan', [0.3], 0.2914567944778671],
  ['atan', [10000000000.0], 1.5707963266948965],
  ['atan', [1e-6], 9.999999999996666e-7],
  ['atan', [3], 1.2490457723982544],
  ['pow', [2, 0.5], 1.4142135623730951],
  ['pow', [10, -3], 0.001],
  ['pow', [1.1, 10.0], 2.5937424601000023],
  ['pow', [0.99, 500.0], 0.006570483042414603],
  ['pow', [-2, 3], -8.0],
  ['pow', [-8, -3], -0.001953125],
  ['pow', [1.5, 2.5], 2.7556759606310752],
  ['pow', [0.001, 0.1], 0.5011872336272722],
  ['pow', [3, 40], 1.2157665459056929e19],
  ['pow', [1.0000001, 10000000.0], 2.7182816941320818],
  ['atan2', [1, 1], 0.7853981633974483],
  ['atan2', [-1, -2], -2.677945044588987],
  ['atan2', [1, -1e-10], 1.5707963268948966],
  ['atan2', [1e-300, 1], 1e-300],
  ['atan2', [3, 4], 0.6435011087932844],
  ['atan2', [-1e300, 1e-300], -1.5707963267948966],
  ['atan2', [5e-324, 5e-324], 0.7853981633974483],
  ['atan2', [0.3, -0.1], 1.892546881191539],
]

const call = (name: Name, args: readonly number[]) => (math[name] as (...args: number[]) => number)(...args)

describe('elementary functions', () => {
  it.each(exact)('%s(%s) is correctly rounded', (name, args, expected) => {
    expect(call(name, args)).toBe(expected)
  })

  it.each<[Name, number[], number]>([
    ['log', [0], -Infinity],
    ['log', [-1], NaN],
    ['log', [1], 0],
    ['log', [Infinity], Infinity],
    ['exp', [0], 1],
    ['exp', [710], Infinity],
    ['exp', [-746], 0],
    ['exp', [NaN], NaN],
    ['exp', [-Infinity], 0],
    ['pow', [NaN, 0], 1],
    ['pow', [1, NaN], 1],
    ['pow', [1, Infinity], 1],
    ['pow', [-1, -Infinity], 1],
    ['pow', [0.5, -Infinity], Infinity],
    ['pow', [2, -Infinity], 0],
    ['pow', [-0, 3], -0],
    ['pow', [-0, -3], -Infinity],
    ['pow', [0, 2], 0],
    ['pow', [-0, -2], Infinity],
    ['pow', [-Infinity, 3], -Infinity],
    ['pow', [-Infinity, -3], -0],
    ['pow', [-2, 0.5], NaN],
    ['pow', [10, 400], Infinity],
    ['pow', [10, -400], 0],
    ['pow', [2, -1074], 5e-324],
    ['pow', [10, 22], 1e22],
    ['pow', [94906267, 2], 94906267 * 94906267],
    ['sin', [0], 0],
    ['sin', [-0], -0],
    ['sin', [Infinity], NaN],
    ['cos', [0], 1],
    ['tan', [-0], -0],
    ['asin', [1.1], NaN],
    ['asin', [-0], -0],
    ['acos', [1], 0],
    ['acos', [NaN], NaN],
    ['atan2', [0, 1], 0],
    ['atan2', [-0, 1], -0],
    ['atan2', [0, -1], Math.PI],
    ['atan2', [-0, -0], -Math.PI],
    ['atan2', [1, 0], Math.PI / 2],
    ['atan2', [Infinity, -Infinity], 2.356194490192345],
    ['atan2', [1, -Infinity], Math.PI],
    ['atan2', [1, Infinity], 0],
    ['atan', [-Infinity], -Math.PI / 2],
  ])('%s(%s) is %s', (name, args, expected) => {
    expect(call(name, args)).toBe(expected)
  })

  it('stay within two units in the last place of the engine', () => {
    const near = (ours: number, theirs: number) => {
      if (ours === theirs) return
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(Math.abs(theirs) * 2 ** -51)
    }
    const range = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(range(1e-300, 1e300), range(-700, 700), range(-1, 1), (big, x, unit) => {
        near(math.log(big), Math.log(big))
        near(math.exp(x), Math.exp(x))
        near(math.asin(unit), Math.asin(unit))
        near(math.atan2(unit, x), Math.atan2(unit, x))
        near(math.sin(x), Math.sin(x))
        near(math.cos(x), Math.cos(x))
        near(math.pow(Math.abs(x), unit), Math.abs(x) ** unit)
      }),
    )
  })

  it('give these very bits everywhere', () => {
    const stream = new RandomStream('golden')
    const results = new Float64Array(3000)
    for (let i = 0; i < 3000; i += 10) {
      const x = stream.float() * 200 - 100
      const unit = stream.float() * 2 - 1
      results.set(
        [
          math.log(x + 101),
          math.log10(x + 101),
          math.log2(x + 101),
          math.exp(x),
          math.pow(x + 101, unit * 9),
          math.sin(x),
          math.cos(x),
          math.tan(x),
          math.asin(unit),
          math.atan2(unit, x),
        ],
        i,
      )
    }
    expect(crc64(new Uint8Array(results.buffer)).toString(16)).toBe('42ab28c1def8b0af')
  })
})

describe('frexp and ldexp', () => {
  it('take a double apart and put it together', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const { mantissa, exponent } = math.frexp(x)
        if (x !== 0) expect(Math.abs(mantissa) >= 0.5 && Math.abs(mantissa) < 1).toBe(true)
        expect(math.ldexp(mantissa, exponent)).toBe(x)
      }),
    )
    expect(math.frexp(8)).toEqual({ mantissa: 0.5, exponent: 4 })
  })

  it('round once at the bottom and overflow at the top', () => {
    expect(math.ldexp(1, -1074)).toBe(5e-324)
    expect(math.ldexp(0.5, -1074)).toBe(0)
    expect(math.ldexp(0.75, -1074)).toBe(5e-324)
    expect(math.ldexp(1.5, -1074)).toBe(1e-323)
    expect(math.ldexp(1, 1024)).toBe(Infinity)
    expect(math.ldexp(-5e-324, 3000)).toBe(-Infinity)
    expect(math.ldexp(5e-324, 2097)).toBe(2 ** 1023)
    expect(math.ldexp(1.7976931348623157e308, -2098)).toBe(5e-324)
    expect(math.ldexp(1, -5000)).toBe(0)
    expect(math.ldexp(-0, 5)).toBe(-0)
  })
})
