/** Replies of commands as Lua values and back (script_lua.c: redisProtocolToLuaType, luaReplyToRedisReply). */
import { formatDouble } from '../../bytes/doubles.ts'
import { numberToString, stringToNumber } from '../../lua/numbers.ts'
import { LuaTable } from '../../lua/index.ts'
import type { LuaState, LuaValue } from '../../lua/index.ts'
import type { ReplyWriter } from '../../resp/reply-writer.ts'

/** Tables within tables at most, as Lua's C stack allows. */
const MAX_DEPTH = 8000 / 4

/** Reads a command's reply (RESP bytes) into a Lua value. */
export class ReplyReader {
  private at = 0
  private readonly lua: LuaState
  private readonly text: string

  constructor(lua: LuaState, text: string) {
    this.lua = lua
    this.text = text
  }

  private line(): string {
    const end = this.text.indexOf('\r\n', this.at)
    const line = this.text.slice(this.at, end)
    this.at = end + 2
    return line
  }

  private bulk(length: number): string {
    const value = this.text.slice(this.at, this.at + length)
    this.at += length + 2
    return value
  }

  private wrapped(field: string, value: LuaValue): LuaTable {
    const table = this.lua.tableOf()
    table.set(field, value)
    return table
  }

  read(): LuaValue {
    const type = this.text[this.at++]
    const line = this.line()
    switch (type) {
      case ':':
        return Number(line)
      case '$':
        return line === '-1' ? false : this.bulk(Number(line))
      case '+':
        return this.wrapped('ok', line)
      case '-': {
        const error = this.wrapped('err', line)
        error.set('ignore_error_stats_update', true)
        return error
      }
      case '*':
        return line === '-1' ? false : this.list(Number(line))
      case '_':
        return undefined
      case '#':
        return line === 't'
      case ',':
        return this.wrapped('double', stringToNumber(line))
      case '(':
        return this.wrapped('big_number', line)
      case '%':
        return this.wrapped('map', this.pairs(Number(line)))
      case '~':
        return this.wrapped('set', this.members(Number(line)))
      case '=':
        return this.verbatim(Number(line))
      case '|':
        // Scripts see no attributes: the reply itself follows.
        this.pairs(Number(line))
        return this.read()
      default:
        return undefined
    }
  }

  private list(length: number): LuaTable {
    const table = this.lua.tableOf()
    for (let i = 1; i <= length; i++) table.set(i, this.read())
    return table
  }

  private pairs(count: number): LuaTable {
    const table = this.lua.tableOf()
    for (let i = 0; i < count; i++) {
      const key = this.read()
      table.set(key, this.read())
    }
    return table
  }

  private members(count: number): LuaTable {
    const table = this.lua.tableOf()
    for (let i = 0; i < count; i++) table.set(this.read(), true)
    return table
  }

  private verbatim(length: number): LuaTable {
    const content = this.bulk(length)
    const inner = this.lua.tableOf()
    inner.set('string', content.slice(4))
    inner.set('format', content.slice(0, 3))
    return this.wrapped('verbatim_string', inner)
  }
}

/** A double as C casts it to a signed 64-bit integer. */
const toInteger = (n: number): number | bigint => {
  const whole = Math.trunc(n)
  if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole
  if (!(whole >= -9223372036854775808 && whole < 9223372036854775808)) return -(2n ** 63n)
  return BigInt(whole)
}

const oneLine = (s: string): string => s.replace(/[\r\n]/g, ' ')

const textOf = (v: LuaValue): string | undefined =>
  typeof v === 'string' ? v : typeof v === 'number' ? numberToString(v) : undefined

/** The errors among what a script returned. */
export interface ReturnedErrors {
  /** How many came from a command it called, which has counted them. */
  passedOn: number
  readonly own: string[]
}

/** Writes what a script returned. `protocol`: the one the script chose by redis.setresp. */
export const writeValue = (
  reply: ReplyWriter,
  v: LuaValue,
  protocol: 2 | 3,
  returned: ReturnedErrors,
  depth = 0,
): void => {
  if (typeof v === 'string') reply.bulk(v)
  else if (typeof v === 'number') reply.integer(toInteger(v))
  else if (typeof v === 'boolean') writeBoolean(reply, v, protocol)
  else if (!(v instanceof LuaTable)) reply.nil()
  else if (depth > MAX_DEPTH) reply.error('ERR reached lua stack limit')
  else writeTable(reply, v, protocol, returned, depth)
}

const writeBoolean = (reply: ReplyWriter, v: boolean, protocol: 2 | 3): void => {
  if (protocol === 3) reply.boolean(v)
  else if (v) reply.integer(1)
  else reply.nil()
}

const writeTable = (
  reply: ReplyWriter,
  table: LuaTable,
  protocol: 2 | 3,
  returned: ReturnedErrors,
  depth: number,
): void => {
  const error = textOf(table.get('err'))
  if (error !== undefined) {
    const counted = table.get('ignore_error_stats_update') !== true
    reply.error(error)
    if (counted) returned.own.push(reply.lastError)
    else {
      returned.passedOn++
      reply.errors--
    }
    return
  }
  const ok = textOf(table.get('ok'))
  if (ok !== undefined) {
    reply.status(oneLine(ok))
    return
  }
  const double = table.get('double')
  if (typeof double === 'number') {
    if (reply.protocol === 2) reply.bulk(formatDouble(double))
    else reply.double(double)
    return
  }
  if (writeContainer(reply, table, protocol, returned, depth)) return
  const mark = reply.mark()
  let length = 0
  for (let v = table.get(1); v !== undefined; v = table.get(length + 1)) {
    writeValue(reply, v, protocol, returned, depth + 1)
    length++
  }
  reply.arrayAt(mark, length)
}

/** A table that says it is a map, a set, a big number or a verbatim string. */
const writeContainer = (
  reply: ReplyWriter,
  table: LuaTable,
  protocol: 2 | 3,
  returned: ReturnedErrors,
  depth: number,
): boolean => {
  const map = table.get('map')
  if (map instanceof LuaTable) {
    const keys = keysOf(map)
    reply.map(keys.length)
    for (const key of keys) {
      writeValue(reply, key, protocol, returned, depth + 1)
      writeValue(reply, map.get(key), protocol, returned, depth + 1)
    }
    return true
  }
  const set = table.get('set')
  if (set instanceof LuaTable) {
    const keys = keysOf(set)
    reply.set(keys.length)
    for (const key of keys) writeValue(reply, key, protocol, returned, depth + 1)
    return true
  }
  const big = textOf(table.get('big_number'))
  if (big !== undefined) {
    reply.bigNumber(oneLine(big))
    return true
  }
  return writeVerbatim(reply, table.get('verbatim_string'))
}

const writeVerbatim = (reply: ReplyWriter, verbatim: LuaValue): boolean => {
  if (!(verbatim instanceof LuaTable)) return false
  const format = textOf(verbatim.get('format'))
  const text = textOf(verbatim.get('string'))
  if (format === undefined || text === undefined) return false
  reply.verbatim(text, format.slice(0, 3).padEnd(3, ' '))
  return true
}

const keysOf = (table: LuaTable): LuaValue[] => {
  const keys: LuaValue[] = []
  for (let at = table.after(undefined); at >= 0; at = table.after(keys.at(-1))) keys.push(table.keyAt(at))
  return keys
}
