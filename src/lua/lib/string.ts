/** Lua's string library (lstrlib.c). */
import { toLower, toUpper } from '../../bytes/bytestrings.ts'
import { numberToString } from '../numbers.ts'
import { metamethod, typeName } from '../meta.ts'
import { LuaTable } from '../table.ts'
import { Builtin, LuaFunction } from '../value.ts'
import type { Answer, Frame, LuaValue, Machine } from '../value.ts'
import { argTypeError, checkInt, checkString, optionalInt } from './args.ts'
import { format } from './format.ts'
import { Matcher } from './pattern.ts'

/** A string's length at most, as JavaScript's strings end there. */
const MAX_STRING = 2 ** 29 - 25

/** A position counted from the end when it is negative. */
const relative = (at: number, length: number): number => {
  const place = at < 0 ? at + length + 1 : at
  return place >= 0 ? place : 0
}

const sub = (vm: Machine, args: LuaValue[]): Answer => {
  const s = checkString(vm, args, 0)
  const from = Math.max(1, relative(checkInt(vm, args, 1), s.length))
  const to = Math.min(s.length, relative(optionalInt(vm, args, 2, -1), s.length))
  return from <= to ? s.slice(from - 1, to) : ''
}

const byte = (vm: Machine, args: LuaValue[]): Answer => {
  const s = checkString(vm, args, 0)
  const start = relative(optionalInt(vm, args, 1, 1), s.length)
  const to = Math.min(s.length, relative(optionalInt(vm, args, 2, start), s.length))
  const from = Math.max(1, start)
  const codes: LuaValue[] = []
  if (to - from + 1 > 7990) throw vm.error('stack overflow (string slice too long)')
  for (let i = from; i <= to; i++) codes.push(s.charCodeAt(i - 1))
  return codes
}

const char = (vm: Machine, args: LuaValue[]): Answer => {
  let s = ''
  for (let i = 0; i < args.length; i++) {
    const code = checkInt(vm, args, i)
    if (code < 0 || code > 255) throw vm.argError(i + 1, 'invalid value')
    s += String.fromCharCode(code)
  }
  return s
}

const rep = (vm: Machine, args: LuaValue[]): Answer => {
  const s = checkString(vm, args, 0)
  const count = checkInt(vm, args, 1)
  if (count <= 0) return ''
  if (s.length * count > MAX_STRING) throw vm.error('not enough memory')
  vm.charge((s.length * count) >> 6)
  return s.repeat(count)
}

const reverse = (vm: Machine, args: LuaValue[]): Answer => {
  const s = checkString(vm, args, 0)
  vm.charge(s.length >> 3)
  let out = ''
  for (let i = s.length - 1; i >= 0; i--) out += s[i]!
  return out
}

// ---- searching ----------------------------------------------------------------------------------

const SPECIALS = /[\^$*+?.([%-]/

/** string.find and string.match. */
const search = (vm: Machine, args: LuaValue[], find: boolean): Answer => {
  const text = checkString(vm, args, 0)
  const pattern = checkString(vm, args, 1)
  let init = relative(optionalInt(vm, args, 2, 1), text.length) - 1
  if (init < 0) init = 0
  else if (init > text.length) init = text.length
  const plain = args[3] !== undefined && args[3] !== false
  if (find && (plain || !SPECIALS.test(pattern))) {
    const at = text.indexOf(pattern, init)
    vm.charge(((at === -1 ? text.length : at) - init) >> 4)
    return at === -1 ? undefined : [at + 1, at + pattern.length]
  }
  const anchored = pattern.charCodeAt(0) === 94
  const matcher = new Matcher(vm, text, pattern)
  for (let s = init; ; s++) {
    matcher.level = 0
    const end = matcher.match(s, anchored ? 1 : 0)
    if (end !== -1) {
      vm.charge((s - init) >> 2)
      return find ? [s + 1, end, ...matcher.captures(s, end, false)] : matcher.captures(s, end, true)
    }
    if (anchored || s >= text.length) return undefined
  }
}

const nextMatch = (vm: Machine, _args: LuaValue[], self: Builtin): Answer => {
  const data = self.data!
  const text = data[0] as string
  const matcher = new Matcher(vm, text, data[1] as string)
  for (let s = data[2] as number; s <= text.length; s++) {
    matcher.level = 0
    const end = matcher.match(s, 0)
    if (end === -1) continue
    data[2] = end === s ? end + 1 : end
    return matcher.captures(s, end, true)
  }
  data[2] = text.length + 1
  return undefined
}

const gmatch = (vm: Machine, args: LuaValue[]): Answer =>
  new Builtin('gmatch_aux', nextMatch, vm.identity(), [checkString(vm, args, 0), checkString(vm, args, 1), 0])

// ---- replacing ----------------------------------------------------------------------------------

interface Replacing {
  readonly text: string
  readonly pattern: string
  readonly by: LuaValue
  readonly most: number
  readonly anchored: boolean
  at: number
  count: number
  out: string
  /** The match whose replacement is being computed. */
  start: number
  end: number
}

const gsub = (vm: Machine, args: LuaValue[]): Answer => {
  const text = checkString(vm, args, 0)
  const pattern = checkString(vm, args, 1)
  const [, , by] = args
  const fits =
    typeof by === 'string' ||
    typeof by === 'number' ||
    by instanceof LuaTable ||
    by instanceof LuaFunction ||
    by instanceof Builtin
  const most = optionalInt(vm, args, 3, text.length + 1)
  if (!fits) throw vm.argError(3, 'string/function/table expected')
  const state: Replacing = {
    text,
    pattern,
    by: typeof by === 'number' ? numberToString(by) : by,
    most,
    anchored: pattern.charCodeAt(0) === 94,
    at: 0,
    count: 0,
    out: '',
    start: 0,
    end: 0,
  }
  return replaceOn(vm, state, false)
}

/** Goes on until all is replaced or a Lua function has to be asked. */
const replaceOn = (vm: Machine, r: Replacing, waiting: boolean): Answer => {
  const { text, by } = r
  const matcher = new Matcher(vm, text, r.pattern)
  while (r.count < r.most && r.at <= text.length) {
    matcher.level = 0
    const end = matcher.match(r.at, r.anchored ? 1 : 0)
    if (end === -1) {
      if (r.at < text.length && !r.anchored) r.out += text[r.at]!
      else if (r.at < text.length) break
      r.at++
      if (r.anchored) break
      continue
    }
    vm.charge(2)
    r.count++
    r.start = r.at
    r.end = end
    if (typeof by === 'string') r.out += expandTemplate(by, matcher, r)
    else {
      const call = lookUp(vm, r, matcher)
      if (call !== undefined) {
        const data = r as unknown as Record<string, unknown>
        return waiting
          ? vm.callAgain(call[0], call.slice(1))
          : vm.callThen({ resume: replaced, data }, call[0], call.slice(1))
      }
    }
    if (!advance(r)) break
  }
  return [r.out + text.slice(Math.min(r.at, text.length)), r.count]
}

/** Moves behind the match; false when the pattern is anchored. */
const advance = (r: Replacing): boolean => {
  if (r.end > r.start) r.at = r.end
  else {
    if (r.at < r.text.length) r.out += r.text[r.at]!
    r.at++
  }
  return !r.anchored
}

/** The function to be asked for the replacement and its arguments; undefined when a table answered. */
const lookUp = (vm: Machine, r: Replacing, matcher: Matcher): LuaValue[] | undefined => {
  if (!(r.by instanceof LuaTable)) return [r.by, ...matcher.captures(r.start, r.end, true)]
  const key = matcher.capture(0, r.start, r.end)
  let from: LuaValue = r.by
  while (from instanceof LuaTable) {
    const value: LuaValue = from.get(key)
    const handler: LuaValue = value === undefined ? metamethod(vm, from, '__index') : undefined
    if (handler === undefined) {
      addResult(vm, r, value)
      return undefined
    }
    if (!(handler instanceof LuaTable)) return [handler, from, key]
    from = handler
  }
  return undefined
}

const addResult = (vm: Machine, r: Replacing, value: LuaValue): void => {
  if (value === undefined || value === false) r.out += r.text.slice(r.start, r.end)
  else if (typeof value === 'string') r.out += value
  else if (typeof value === 'number') r.out += numberToString(value)
  else throw vm.error(`invalid replacement value (a ${typeName(value)})`)
}

const replaced = (vm: Machine, frame: Frame, results: LuaValue[]): Answer => {
  const r = frame.task!.data as unknown as Replacing
  addResult(vm, r, results[0])
  if (!advance(r)) return [r.out + r.text.slice(Math.min(r.at, r.text.length)), r.count]
  return replaceOn(vm, r, true)
}

const expandTemplate = (template: string, matcher: Matcher, r: Replacing): string => {
  if (!template.includes('%')) return template
  let out = ''
  for (let i = 0; i < template.length; i++) {
    const c = template[i]!
    if (c !== '%') {
      out += c
      continue
    }
    i++
    const d = template.charCodeAt(i)
    if (!(d >= 48 && d <= 57)) out += i < template.length ? template[i]! : '\0'
    else if (d === 48) out += r.text.slice(r.start, r.end)
    else {
      const value = matcher.capture(d - 49, r.start, r.end)
      out += typeof value === 'number' ? numberToString(value) : (value as string)
    }
  }
  return out
}

/** The header of a precompiled chunk of Lua 5.1 on a 64-bit machine: all there is to see, nothing can load it. */
const PRECOMPILED = '\x1bLuaQ\x00\x01\x04\x08\x04\x08\x00'

export const stringFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('byte', byte),
  new Builtin('char', char),
  new Builtin('dump', (vm, args) => {
    if (args[0] instanceof LuaFunction) return PRECOMPILED
    if (args[0] instanceof Builtin) throw vm.error('unable to dump given function')
    throw argTypeError(vm, args, 0, 'function')
  }),
  new Builtin('find', (vm, args) => search(vm, args, true)),
  new Builtin('format', format),
  new Builtin('gfind', gmatch),
  new Builtin('gmatch', gmatch),
  new Builtin('gsub', gsub),
  new Builtin('len', (vm, args) => checkString(vm, args, 0).length),
  new Builtin('lower', (vm, args) => toLower(checkString(vm, args, 0))),
  new Builtin('match', (vm, args) => search(vm, args, false)),
  new Builtin('rep', rep),
  new Builtin('reverse', reverse),
  new Builtin('sub', sub),
  new Builtin('upper', (vm, args) => toUpper(checkString(vm, args, 0))),
])
