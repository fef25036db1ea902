/** string.format (lstrlib.c): C's printf for the conversions Lua knows. */
import { formatFixed, formatG, isNegative } from '../../bytes/printf.ts'
import type { Answer, LuaValue, Machine } from '../value.ts'
import { checkInt, checkNumber, checkString, cText } from './args.ts'

interface Spec {
  readonly flags: string
  readonly width: number
  /** undefined: none was given. */
  readonly precision: number | undefined
  readonly conversion: string
}

/** Flags, width of two digits, precision of two digits, as far as Lua allows. */
const readSpec = (vm: Machine, text: string, at: number): readonly [Spec, number] => {
  const found = /^([-+ #0]*)(\d{0,2})(?:(\.)(\d{0,2}))?/.exec(text.slice(at))!
  const [all, flags, width, point, precision] = found
  if (flags!.length > 5) throw vm.error('invalid format (repeated flags)')
  const end = at + all.length
  if (/\d/.test(text[end] ?? '')) throw vm.error('invalid format (width or precision too long)')
  return [
    {
      flags: flags!,
      width: Number(width),
      precision: point === undefined ? undefined : Number(precision),
      conversion: text[end] ?? '',
    },
    end,
  ]
}

/** Puts sign and digits into the width. */
const pad = ({ flags, width }: Spec, sign: string, digits: string, zeros: boolean): string => {
  const missing = width - sign.length - digits.length
  if (missing <= 0) return sign + digits
  if (flags.includes('-')) return sign + digits + ' '.repeat(missing)
  return zeros && flags.includes('0')
    ? sign + '0'.repeat(missing) + digits
    : ' '.repeat(missing) + sign + digits
}

const signOf = (flags: string, negative: boolean): string =>
  negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''

const withPrecision = (digits: string, precision: number | undefined): string =>
  precision === 0 && digits === '0' ? '' : digits.padStart(precision ?? 0, '0')

/** A double as C casts it to a 64-bit integer. */
const toInt64 = (x: number): bigint => {
  if (!(x >= -9223372036854775808 && x < 9223372036854775808)) return -(2n ** 63n)
  return BigInt(Math.trunc(x))
}

const signed = (spec: Spec, x: number): string => {
  const n = toInt64(x)
  const digits = withPrecision(String(n < 0n ? -n : n), spec.precision)
  return pad(spec, signOf(spec.flags, n < 0n), digits, spec.precision === undefined)
}

const unsigned = (spec: Spec, x: number): string => {
  const { conversion, flags, precision } = spec
  // A double above the signed range still fits the unsigned one.
  const n = BigInt.asUintN(64, x >= 9223372036854775808 && x < 18446744073709551616 ? BigInt(x) : toInt64(x))
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16
  let digits = withPrecision(n.toString(base), precision)
  if (base === 8 && flags.includes('#') && !digits.startsWith('0')) digits = `0${digits}`
  let prefix = base === 16 && flags.includes('#') && n !== 0n ? '0x' : ''
  if (conversion === 'X') {
    digits = digits.toUpperCase()
    prefix = prefix.toUpperCase()
  }
  return pad(spec, prefix, digits, precision === undefined)
}

/** %e of a positive number. */
const exponential = (x: number, precision: number): string => {
  const digits = formatG(x, precision + 1)
  const plain = x === 0 ? '0' : digits.replace(/e.*$/, '').replace('.', '').replace(/^0+/, '')
  const exponent = x === 0 ? 0 : exponentOf(x, precision)
  const mantissa = plain.padEnd(precision + 1, '0').slice(0, precision + 1)
  const size = String(Math.abs(exponent)).padStart(2, '0')
  const point = precision > 0 ? '.' : ''
  return `${mantissa[0]}${point}${mantissa.slice(1)}e${exponent < 0 ? '-' : '+'}${size}`
}

/** The decimal exponent after rounding to `precision` decimals. */
const exponentOf = (x: number, precision: number): number => {
  const text = formatG(x, precision + 1)
  const e = text.indexOf('e')
  if (e !== -1) return Number(text.slice(e + 1))
  const [whole, decimals = ''] = text.split('.')
  if (whole !== '0') return whole!.length - 1
  return -(/[1-9]/.exec(decimals)?.index ?? 0) - 1
}

/** %g with `#`: the zeros stay. */
const generalWithZeros = (x: number, precision: number): string => {
  const p = precision === 0 ? 1 : precision
  const exponent = x === 0 ? 0 : exponentOf(x, p - 1)
  if (exponent < -4 || exponent >= p) {
    const text = exponential(x, p - 1)
    return p === 1 ? text.replace('e', '.e') : text
  }
  const text = formatFixed(x, Math.max(0, p - 1 - exponent))
  return text.includes('.') ? text : `${text}.`
}

const floating = (spec: Spec, x: number): string => {
  const { flags, conversion } = spec
  const kind = conversion.toLowerCase()
  const upper = kind !== conversion
  const precision = spec.precision ?? 6
  const negative = x !== x || isNegative(x)
  const sign = signOf(flags, negative)
  if (x - x !== 0) {
    const word = x !== x ? 'nan' : 'inf'
    return pad(spec, sign, upper ? word.toUpperCase() : word, false)
  }
  const size = Math.abs(x)
  let digits: string
  if (kind === 'f') digits = formatFixed(size, precision)
  else if (kind === 'e') digits = exponential(size, precision)
  else digits = flags.includes('#') ? generalWithZeros(size, precision) : formatG(size, precision)
  if (flags.includes('#') && precision === 0 && kind === 'f') digits += '.'
  return pad(spec, sign, upper ? digits.toUpperCase() : digits, true)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\\n',
  '\r': '\\r',
  '\0': '\\000',
}

/** %q: text as a Lua literal. */
const quoted = (s: string): string => {
  let out = '"'
  for (const c of s) out += ESCAPES[c] ?? c
  return `${out}"`
}

const text = (spec: Spec, s: string): string => {
  // Without precision a long string goes in whole, zero bytes included.
  if (spec.precision === undefined && s.length >= 100) return s
  const shown = cText(s)
  return pad(spec, '', spec.precision === undefined ? shown : shown.slice(0, spec.precision), false)
}

export const format = (vm: Machine, args: LuaValue[]): Answer => {
  const template = checkString(vm, args, 0)
  let out = ''
  let arg = 0
  for (let i = 0; i < template.length; i++) {
    const c = template[i]!
    if (c !== '%') out += c
    else if (template[i + 1] === '%') {
      out += '%'
      i++
    } else {
      const [spec, at] = readSpec(vm, template, i + 1)
      i = at
      if (++arg >= args.length) throw vm.argError(arg + 1, 'no value')
      out += one(vm, args, arg, spec)
    }
  }
  vm.charge(out.length >> 4)
  return out
}

const one = (vm: Machine, args: LuaValue[], arg: number, spec: Spec): string => {
  switch (spec.conversion) {
    case 'c': {
      // The result is a C string of its own: a zero byte ends it.
      const code = checkInt(vm, args, arg) & 255
      return cText(pad(spec, '', String.fromCharCode(code), false))
    }
    case 'd':
    case 'i':
      return signed(spec, checkNumber(vm, args, arg))
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      return unsigned(spec, checkNumber(vm, args, arg))
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return floating(spec, checkNumber(vm, args, arg))
    case 'q':
      return quoted(checkString(vm, args, arg))
    case 's':
      return text(spec, checkString(vm, args, arg))
    default:
      throw vm.error(`invalid option '%${spec.conversion}' to 'format'`)
  }
}
