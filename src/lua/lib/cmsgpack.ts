/** The library cmsgpack: MessagePack (lua_cmsgpack.c). */
import { LuaTable } from '../table.ts'
import { Builtin } from '../value.ts'
import type { Answer, LuaValue, Machine } from '../value.ts'
import { checkString, checkInt, optionalInt } from './args.ts'

/** Tables within tables at most; deeper ones become nil. */
const MAX_NESTING = 16

const view = new DataView(new ArrayBuffer(8))

const big = (value: number | bigint, bytes: number): string => {
  let rest = BigInt.asUintN(64, BigInt(value))
  let out = ''
  for (let i = 0; i < bytes; i++) {
    out = String.fromCharCode(Number(rest & 255n)) + out
    rest >>= 8n
  }
  return out
}

const tag = (code: number): string => String.fromCharCode(code)

const packInteger = (n: number): string => {
  const value = BigInt(n)
  if (n >= 0) {
    if (n <= 127) return tag(n)
    if (n <= 0xff) return tag(0xcc) + big(value, 1)
    if (n <= 0xffff) return tag(0xcd) + big(value, 2)
    if (n <= 0xffffffff) return tag(0xce) + big(value, 4)
    return tag(0xcf) + big(value, 8)
  }
  if (n >= -32) return big(value, 1)
  if (n >= -128) return tag(0xd0) + big(value, 1)
  if (n >= -32768) return tag(0xd1) + big(value, 2)
  if (n >= -2147483648) return tag(0xd2) + big(value, 4)
  return tag(0xd3) + big(value, 8)
}

const packDouble = (n: number): string => {
  const single = Math.fround(n) === n
  if (single) view.setFloat32(0, n)
  else view.setFloat64(0, n)
  let out = tag(single ? 0xca : 0xcb)
  for (let i = 0; i < (single ? 4 : 8); i++) out += tag(view.getUint8(i))
  return out
}

const packNumber = (n: number): string =>
  Number.isInteger(n) && n >= -9223372036854775808 && n < 9223372036854775808 ? packInteger(n) : packDouble(n)

const packString = (s: string): string => {
  const { length } = s
  if (length < 32) return tag(0xa0 | length) + s
  if (length <= 0xff) return tag(0xd9) + big(length, 1) + s
  if (length <= 0xffff) return tag(0xda) + big(length, 2) + s
  return tag(0xdb) + big(length, 4) + s
}

/** How many elements a table has when its keys are exactly 1 to n; undefined: it is a map. */
const listLength = (table: LuaTable): number | undefined => {
  let count = 0
  let most = 0
  for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
    const key = table.keyAt(at)
    if (typeof key !== 'number' || key <= 0 || Math.trunc(key) !== key) return undefined
    count++
    if (key > most) most = key
  }
  return most === count ? count : undefined
}

const header = (count: number, small: number, medium: number): string => {
  if (count <= 15) return tag(small | count)
  return count <= 0xffff ? tag(medium) + big(count, 2) : tag(medium + 1) + big(count, 4)
}

const packTable = (table: LuaTable, level: number): string => {
  const length = listLength(table)
  if (length !== undefined) {
    let out = header(length, 0x90, 0xdc)
    for (let i = 1; i <= length; i++) out += packValue(table.get(i), level + 1)
    return out
  }
  let out = ''
  let count = 0
  for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
    count++
    out += packValue(table.keyAt(at), level + 1) + packValue(table.valueAt(at), level + 1)
  }
  return header(count, 0x80, 0xde) + out
}

const packValue = (v: LuaValue, level: number): string => {
  if (typeof v === 'string') return packString(v)
  if (typeof v === 'number') return packNumber(v)
  if (typeof v === 'boolean') return tag(v ? 0xc3 : 0xc2)
  if (v instanceof LuaTable && level < MAX_NESTING) return packTable(v, level)
  return tag(0xc0)
}

/** Reads values from bytes. */
class Unpacker {
  readonly vm: Machine
  readonly data: string
  at: number

  constructor(vm: Machine, data: string, at: number) {
    this.vm = vm
    this.data = data
    this.at = at
  }

  private need(bytes: number): void {
    if (this.data.length - this.at < bytes) throw this.vm.error('Missing bytes in input.')
  }

  private unsigned(bytes: number): number {
    this.need(bytes)
    let value = 0n
    for (let i = 0; i < bytes; i++) value = (value << 8n) | BigInt(this.data.charCodeAt(this.at++))
    return Number(value)
  }

  private signed(bytes: number): number {
    this.need(bytes)
    let value = 0n
    for (let i = 0; i < bytes; i++) value = (value << 8n) | BigInt(this.data.charCodeAt(this.at++))
    return Number(BigInt.asIntN(bytes * 8, value))
  }

  private text(length: number): string {
    this.need(length)
    this.at += length
    return this.data.slice(this.at - length, this.at)
  }

  private float(bytes: number): number {
    this.need(bytes)
    for (let i = 0; i < bytes; i++) view.setUint8(i, this.data.charCodeAt(this.at++))
    return bytes === 4 ? view.getFloat32(0) : view.getFloat64(0)
  }

  private list(length: number): LuaTable {
    const table = this.vm.tableOf()
    for (let i = 1; i <= length; i++) table.set(i, this.value())
    return table
  }

  private map(length: number): LuaTable {
    const table = this.vm.tableOf()
    for (let i = 0; i < length; i++) {
      const key = this.value()
      const value = this.value()
      if (key === undefined || key !== key) throw this.vm.error('Bad data format in input.')
      table.set(key, value)
    }
    return table
  }

  value(): LuaValue {
    this.need(1)
    const c = this.data.charCodeAt(this.at++)
    if (c <= 0x7f) return c
    if (c >= 0xe0) return c - 256
    if (c <= 0x8f) return this.map(c & 15)
    if (c <= 0x9f) return this.list(c & 15)
    if (c <= 0xbf) return this.text(c & 31)
    switch (c) {
      case 0xc0:
        return undefined
      case 0xc2:
        return false
      case 0xc3:
        return true
      case 0xca:
        return this.float(4)
      case 0xcb:
        return this.float(8)
      case 0xcc:
      case 0xcd:
      case 0xce:
      case 0xcf:
        return this.unsigned(1 << (c - 0xcc))
      case 0xd0:
      case 0xd1:
      case 0xd2:
      case 0xd3:
        return this.signed(1 << (c - 0xd0))
      case 0xc4:
      case 0xd9:
        return this.text(this.unsigned(1))
      case 0xc5:
      case 0xda:
        return this.text(this.unsigned(2))
      case 0xc6:
      case 0xdb:
        return this.text(this.unsigned(4))
      case 0xdc:
        return this.list(this.unsigned(2))
      case 0xdd:
        return this.list(this.unsigned(4))
      case 0xde:
        return this.map(this.unsigned(2))
      case 0xdf:
        return this.map(this.unsigned(4))
      default:
        throw this.vm.error('Bad data format in input.')
    }
  }
}

const pack = (vm: Machine, args: LuaValue[]): Answer => {
  if (args.length === 0) throw vm.argError(0, 'MessagePack pack needs input.')
  const out = args.map((v) => packValue(v, 0)).join('')
  vm.charge(out.length >> 3)
  return out
}

/** Up to `limit` values (0: all) from `offset` on; with a limit the new offset comes first. */
const unpackFrom = (vm: Machine, args: LuaValue[], limit: number, offset: number): Answer => {
  const data = checkString(vm, args, 0)
  if (offset < 0 || limit < 0) {
    throw vm.error(`Invalid request to unpack with offset of ${offset} and limit of ${data.length}.`)
  }
  if (offset > data.length) {
    throw vm.error(`Start offset ${offset} greater than input length ${data.length}.`)
  }
  const unpacker = new Unpacker(vm, data, offset)
  const values: LuaValue[] = []
  while (unpacker.at < data.length && (limit === 0 || values.length < limit)) values.push(unpacker.value())
  vm.charge(data.length >> 3)
  if (limit === 0) return values
  return [unpacker.at < data.length ? unpacker.at : -1, ...values]
}

export const cmsgpackFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('pack', pack),
  new Builtin('unpack', (vm, args) => unpackFrom(vm, args, 0, 0)),
  new Builtin('unpack_one', (vm, args) => unpackFrom(vm, args, 1, optionalInt(vm, args, 1, 0))),
  new Builtin('unpack_limit', (vm, args) =>
    unpackFrom(vm, args, checkInt(vm, args, 1), optionalInt(vm, args, 2, 0)),
  ),
])
