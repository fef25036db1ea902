/** The library struct: values to and from C's binary layouts (lua_struct.c). */
import { Builtin } from '../value.ts'
import type { Answer, LuaValue, Machine } from '../value.ts'
import { checkNumber, checkString, optionalInt } from './args.ts'

const SIZES: Readonly<Record<string, number>> = { b: 1, B: 1, h: 2, H: 2, l: 8, L: 8, T: 8, f: 4, d: 8, x: 1 }
const MAX_INTEGER_SIZE = 32

/** A format being read: byte order, alignment, and how far. */
class Format {
  readonly vm: Machine
  readonly text: string
  at = 0
  little = true
  align = 1

  constructor(vm: Machine, text: string) {
    this.vm = vm
    this.text = text
  }

  get more(): boolean {
    return this.at < this.text.length
  }

  private number(otherwise: number): number {
    const digits = /^\d*/.exec(this.text.slice(this.at))![0]
    if (digits === '') return otherwise
    this.at += digits.length
    const n = Number(digits)
    if (n > 0x7fffffff) throw this.vm.error('integral size overflow')
    return n
  }

  /** The next option and the bytes it takes. */
  next(): readonly [option: string, size: number] {
    const option = this.text[this.at++]!
    if (option === 'c') return [option, this.number(1)]
    if (option === 'i' || option === 'I') {
      const size = this.number(4)
      if (size > MAX_INTEGER_SIZE) {
        throw this.vm.error(`integral size ${size} is larger than limit of ${MAX_INTEGER_SIZE}`)
      }
      return [option, size]
    }
    return [option, SIZES[option] ?? 0]
  }

  /** Bytes to skip before an option of this size. */
  padding(at: number, option: string, size: number): number {
    if (size === 0 || option === 'c') return 0
    const align = Math.min(size, this.align)
    if (align <= 1) return 0
    return (align - (at & (align - 1))) & (align - 1)
  }

  /** An option that only changes how the rest is read. */
  control(option: string): void {
    switch (option) {
      case ' ':
        return
      case '>':
        this.little = false
        return
      case '<':
        this.little = true
        return
      case '!': {
        const align = this.number(8)
        if (align === 0 || (align & (align - 1)) !== 0)
          throw this.vm.error(`alignment ${align} is not a power of 2`)
        this.align = align
        return
      }
      default:
        throw this.vm.argError(1, `invalid format option '${option}'`)
    }
  }
}

const ordered = (bytes: string, little: boolean): string => (little ? bytes : [...bytes].reverse().join(''))

const integerBytes = (n: number, size: number, little: boolean): string => {
  const fits = n >= -9223372036854775808 && n < 18446744073709551616
  let value = BigInt.asUintN(64, fits ? BigInt(Math.trunc(n)) : 2n ** 63n)
  let bytes = ''
  for (let i = 0; i < size; i++) {
    bytes += String.fromCharCode(Number(value & 255n))
    value >>= 8n
  }
  return ordered(bytes, little)
}

const readInteger = (bytes: string, little: boolean, signed: boolean): number => {
  const text = ordered(bytes, little)
  let value = 0n
  for (let i = Math.min(text.length, 8) - 1; i >= 0; i--) value = (value << 8n) | BigInt(text.charCodeAt(i))
  if (!signed) return Number(BigInt.asUintN(64, value))
  return Number(BigInt.asIntN(Math.min(64, text.length * 8), value))
}

const view = new DataView(new ArrayBuffer(8))

const floatBytes = (n: number, size: number, little: boolean): string => {
  if (size === 4) view.setFloat32(0, n, true)
  else view.setFloat64(0, n, true)
  let bytes = ''
  for (let i = 0; i < size; i++) bytes += String.fromCharCode(view.getUint8(i))
  return ordered(bytes, little)
}

const readFloat = (bytes: string, little: boolean): number => {
  const text = ordered(bytes, little)
  for (let i = 0; i < text.length; i++) view.setUint8(i, text.charCodeAt(i))
  return text.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true)
}

const isInteger = (option: string): boolean => 'bBhHlLTiI'.includes(option)

const pack = (vm: Machine, args: LuaValue[]): Answer => {
  const format = new Format(vm, checkString(vm, args, 0))
  let out = ''
  let arg = 1
  while (format.more) {
    const [option, size] = format.next()
    out += '\0'.repeat(format.padding(out.length, option, size))
    if (isInteger(option))
      out += integerBytes(checkNumber(vm, present(args, arg), arg++), size, format.little)
    else if (option === 'x') out += '\0'
    else if (option === 'f' || option === 'd')
      out += floatBytes(checkNumber(vm, args, arg++), size, format.little)
    else if (option === 's') out += `${checkString(vm, args, arg++)}\0`
    else if (option === 'c') {
      const text = checkString(vm, args, arg++)
      const length = size === 0 ? text.length : size
      if (text.length < length) throw vm.argError(arg + 1, 'string too short')
      out += text.slice(0, length)
    } else format.control(option)
  }
  return out
}

const unpack = (vm: Machine, args: LuaValue[]): Answer => {
  const format = new Format(vm, checkString(vm, args, 0))
  const data = checkString(vm, args, 1)
  const start = optionalInt(vm, args, 2, 1) - 1
  if (start < 0) throw vm.argError(3, 'offset must be 1 or greater')
  let at = start
  const values: LuaValue[] = []
  const short = () => vm.argError(2, 'data string too short')
  while (format.more) {
    const [option, given] = format.next()
    let size = given
    at += format.padding(at, option, size)
    if (size > data.length || at > data.length - size) throw short()
    if (isInteger(option)) {
      values.push(readInteger(data.slice(at, at + size), format.little, option >= 'a'))
    } else if (option === 'f' || option === 'd')
      values.push(readFloat(data.slice(at, at + size), format.little))
    else if (option === 'c') {
      if (size === 0) {
        const length = values.pop()
        if (typeof length !== 'number') throw vm.error("format 'c0' needs a previous size")
        size = length
        if (size < 0 || at + size > data.length) throw short()
      }
      values.push(data.slice(at, at + size))
    } else if (option === 's') {
      const end = data.indexOf('\0', at)
      if (end === -1) throw vm.error('unfinished string in data')
      values.push(data.slice(at, end))
      size = end - at + 1
    } else if (option !== 'x') format.control(option)
    at += size
  }
  return [...values, at + 1]
}

/** What is left out counts as nil here. */
const present = (args: LuaValue[], i: number): LuaValue[] => (i < args.length ? args : [...args, undefined])

const size = (vm: Machine, args: LuaValue[]): Answer => {
  const format = new Format(vm, checkString(vm, args, 0))
  let at = 0
  while (format.more) {
    const [option, bytes] = format.next()
    at += format.padding(at, option, bytes)
    if (option === 's') throw vm.argError(1, "option 's' has no fixed size")
    if (option === 'c' && bytes === 0) throw vm.argError(1, "option 'c0' has no fixed size")
    if (!isInteger(option) && !'fdcx'.includes(option)) format.control(option)
    at += bytes
  }
  return at
}

export const structFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('pack', pack),
  new Builtin('unpack', unpack),
  new Builtin('size', size),
])
