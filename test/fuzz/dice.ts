/** Seeded choices: keys, values, numbers and options, mostly good ones, some from the edges. */
import { RandomStream } from '../../src/bytes/random.ts'

export type Family = 'string' | 'list' | 'hash' | 'set' | 'zset' | 'intset' | 'stream'

const PREFIX: Record<Family, string> = {
  string: 's',
  list: 'l',
  hash: 'h',
  set: 't',
  zset: 'z',
  intset: 'i',
  stream: 'x',
}
const FAMILIES = Object.keys(PREFIX) as Family[]

const INTEGERS = [
  '0', '1', '-1', '2', '10', '-10', '100', '127', '128', '255', '256', '9999', '10000', '32767', '32768', '-32769',
  '2147483647', '-2147483648', '2147483648', '4294967296', '9007199254740993', '9223372036854775807',
  '-9223372036854775808', '-9223372036854775807', '9223372036854775806',
] // prettier-ignore
const NOT_INTEGERS = [
  '', 'x', '1.5', '01', '+1', ' 1', '1 ', '1e3', '-', '--1', '-0', '9223372036854775808', '-9223372036854775809',
  '0x10', '1\x00', '18446744073709551615', '99999999999999999999999',
] // prettier-ignore
/** None too small to be a normal double: strtod notes that in errno, and SORT believes it of the next number. */
const DOUBLES = [
  '0', '-0', '1', '1.5', '-2.25', '3.14159', '0.1', '0.2', '0.3', '1e3', '1e17', '1e21', '1e-7', '123456789.125',
  '9007199254740993', 'inf', '-inf', '+inf', '1e308', '-1e308', '0x1p4', '.5', '5.', '1E2', '12345678901234567890',
  '17179869184', '0.30000000000000004', '100', '-1',
] // prettier-ignore
const NOT_DOUBLES = [
  '',
  'x',
  'nan',
  '1,5',
  ' 1',
  '1 ',
  '1e',
  '--1',
  '1e400',
  '.',
  '1_0',
  '0x',
  'in',
  '+-1',
  '1e5000',
]
const MEMBERS = [
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'aa',
  'ab',
  'B',
  '',
  '\x00',
  '\xff',
  '\x00\xff',
  'foo',
  'bar',
  '\xed\x95\x9c',
]

export class Dice {
  private readonly random: RandomStream

  constructor(seed: string) {
    this.random = new RandomStream(seed)
  }

  below(n: number): number {
    return this.random.below(n)
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.random.float() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  /** Between `least` and `most` results of `make`. */
  some(least: number, most: number, make: () => string | string[]): string[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make).flat()
  }

  /** The words, or nothing. */
  maybe(probability: number, ...words: string[]): string[] {
    return this.chance(probability) ? words : []
  }

  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[items[i], items[j]] = [items[j]!, items[i]!]
    }
    return items
  }

  /** Options in any order, each there with this probability; a few times one is repeated. */
  options(probability: number, ...groups: (() => string[])[]): string[] {
    const chosen = groups.filter(() => this.chance(probability))
    if (chosen.length > 0 && this.chance(0.05)) chosen.push(this.pick(chosen))
    return this.shuffle(chosen).flatMap((group) => group())
  }

  /** A key that mostly holds this type, now and then any other or none. */
  key(family: Family): string {
    if (this.chance(0.06)) return this.anyKey()
    return PREFIX[family] + this.below(4)
  }

  /**
   * A sorted set all of whose scores are 0: a range of members in any other is whatever the skip list's random
   * levels make of it. No other command touches these keys.
   */
  lexKey(): string {
    return `y${this.below(5)}`
  }

  anyKey(): string {
    return this.chance(0.05)
      ? this.pick(['missing', '', '\xff\x00', 'k{tag}'])
      : this.key(this.pick(FAMILIES))
  }

  private repeated(): string {
    const length = this.pick([20, 43, 44, 45, 63, 64, 65, 100, 300])
    return this.pick(['x', 'y', '7', '\xfe']).repeat(length)
  }

  value(): string {
    const kind = this.below(10)
    if (kind < 3) return this.pick(MEMBERS)
    if (kind < 4) return this.pick(INTEGERS)
    if (kind < 5) return this.pick(DOUBLES)
    if (kind < 6) return this.repeated()
    if (kind < 7) return this.pick(NOT_INTEGERS)
    return String(this.below(1000) - 100)
  }

  /** A member of a collection: few different ones, so that they meet again. */
  member(): string {
    if (this.chance(0.6)) return this.pick(MEMBERS)
    if (this.chance(0.06)) return this.repeated()
    return this.chance(0.5) ? `m${this.below(60)}` : String(this.below(30))
  }

  smallMember(): string {
    return this.chance(0.9) ? String(this.below(40) - 10) : this.pick(INTEGERS)
  }

  integer(): string {
    if (this.chance(0.04)) return this.pick(NOT_INTEGERS)
    return this.chance(0.15) ? this.pick(INTEGERS) : String(this.below(21) - 10)
  }

  /** An index or rank. */
  index(): string {
    if (this.chance(0.04)) return this.pick(NOT_INTEGERS)
    return this.chance(0.06) ? this.pick(INTEGERS) : String(this.below(16) - 6)
  }

  count(): string {
    if (this.chance(0.05)) return this.pick([...NOT_INTEGERS, '-1', '-3'])
    return String(this.below(6))
  }

  /** A count that may be large or negative: for random members. */
  randomCount(): string {
    return this.chance(0.5) ? String(this.below(20) - 8) : this.count()
  }

  double(): string {
    if (this.chance(0.05)) return this.pick(NOT_DOUBLES)
    if (this.chance(0.4)) return this.pick(DOUBLES)
    return this.chance(0.5) ? String(this.below(20) - 5) : `${this.below(200) - 100}.${this.below(1000)}`
  }

  /** An end of a range of scores. */
  scoreBound(): string {
    if (this.chance(0.25)) return this.pick(['-inf', '+inf', '(-inf', '(+inf', 'inf'])
    const bound = this.double()
    return this.chance(0.3) ? `(${bound}` : bound
  }

  /** An end of a range of members. */
  lexBound(): string {
    if (this.chance(0.3)) return this.pick(['-', '+'])
    if (this.chance(0.05)) return this.pick(['', 'a', '++', '-a', '(', '['])
    return this.pick(['[', '(']) + this.member()
  }

  pattern(): string {
    return this.pick(['*', 'a*', '*b', '[a-c]*', '?', 'm?', '[^a]', 'm1*', '', '\\a', 'h*', '*1', '[', 'z?'])
  }

  /** Far enough away that nothing expires while a stream runs. */
  seconds(): string {
    if (this.chance(0.06))
      return this.pick([...NOT_INTEGERS, '9223372036854775807', '9223372036854775', '-9223372036854775808'])
    if (this.chance(0.06)) return this.pick(['0', '-1', '-100'])
    return String(100_000 + this.below(10_000_000))
  }

  milliseconds(): string {
    const seconds = this.seconds()
    return /^\d{6,10}$/.test(seconds) ? seconds + '000' : seconds
  }

  /** Unix seconds: long past, or a few fixed instants in a thousand years. */
  at(): string {
    if (this.chance(0.06)) return this.seconds()
    return this.pick(['1', '0', '33177117420', '33177117421', '33177117422', '33277117420'])
  }

  atMilliseconds(): string {
    if (this.chance(0.06)) return this.milliseconds()
    return this.pick(['1', '0', '33177117420000', '33177117420499', '33177117420500', '33277117420001'])
  }

  /** A word that belongs nowhere. */
  junk(): string {
    return this.pick([
      'FOO',
      '',
      '1',
      '-1',
      'x',
      'WITHSCORES',
      'COUNT',
      'LIMIT',
      'GET',
      'NX',
      'XX',
      'EX',
      '\x00',
      'BY',
      'MATCH',
    ])
  }
}
