/** Random Lua programs that end: what they return shows values, orders of tables and texts of errors. */
import type { Dice } from '../dice.ts'

const LOCALS = ['a', 'b', 'c', 't', 'u', 's']
const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '7',
  '10',
  '0.5',
  '1.5',
  '100',
  '255',
  '1e3',
  '2^31',
  '2^53',
  '-7',
  '16',
]
const STRINGS = [
  '""',
  '"a"',
  '"b"',
  '"10"',
  '"0x1f"',
  '"hello world"',
  '"k1"',
  '"x=1, y=22"',
  '"A-b_c.d"',
  '"é"',
  "' 5 '",
]
const PATTERNS = [
  '%a+', '%d*', '(%w+)', '.', '.-', '[a-c]', '[^a]', '()', '^%s*', 'o', '%w-$', '(.)(.)', '%b()', '%f[%w]%w', '[%w_]+',
  'l+', '%', '[a', '(', ')', '%1', '(a)%1', '^', '$', '%p', '=(%d+)', '[]]', '%x%X', '%z',
] // prettier-ignore
const FORMATS = [
  '%d', '%5d', '%-5d|', '%05d', '%+d', '%x', '%X', '%o', '%c', '%s', '%10s', '%.2s', '%q', '%e', '%.3e', '%g', '%.10g',
  '%f', '%.2f', '%5.1f', '%%', '%i', '%u', '%G', '% d', '%#x', '%y', '%', '%s%s', '%.0f', '%.14g', '%.17g',
] // prettier-ignore
const BINARY = ['+', '-', '*', '/', '%', '..', '==', '~=', '<', '<=', '>', '>=', 'and', 'or', '+', '..', '^']

const quoted = (s: string): string => `"${s.replace(/["\\]/g, '\\$&')}"`
const local = (d: Dice): string => d.pick(LOCALS)

const argument = (d: Dice, depth: number): string => expression(d, depth - 1)

const CALLS: readonly ((d: Dice, n: number) => string)[] = [
  (d, n) => `tostring(S(${argument(d, n)}))`,
  (d, n) => `tonumber(${argument(d, n)}${d.chance(0.2) ? ', ' + (2 + d.below(35)) : ''})`,
  (d, n) => `type(${argument(d, n)})`,
  (d, n) => `string.sub(${argument(d, n)}, ${argument(d, n)}, ${argument(d, n)})`,
  (d, n) => `string.rep(${d.pick(STRINGS)}, ${d.below(4)})..${argument(d, n)}`,
  (d, n) => `string.format(${quoted(d.pick(FORMATS))}, ${argument(d, n)})`,
  (d, n) => `string.find(s, ${quoted(d.pick(PATTERNS))}${d.chance(0.3) ? `, ${argument(d, n)}` : ''})`,
  (d) => `string.match(s, ${quoted(d.pick(PATTERNS))})`,
  (d) =>
    `string.gsub(s, ${quoted(d.pick(PATTERNS))}, ${d.pick(['"<%0>"', '"%1"', 'string.upper', 't', '"-"', 'function(x) return x end'])})`,
  (d, n) => `string.byte(${argument(d, n)}, ${d.below(3)})`,
  (d, n) => `string.${d.pick(['upper', 'lower', 'reverse', 'len'])}(${argument(d, n)})`,
  (d, n) => `math.${d.pick(['floor', 'ceil', 'abs', 'sqrt'])}(${argument(d, n)})`,
  (d, n) => `math.${d.pick(['max', 'min', 'fmod'])}(${argument(d, n)}, ${argument(d, n)})`,
  (d, n) => `select(${d.pick(['"#"', '1', '2', '-1', '0'])}, ${argument(d, n)}, ${argument(d, n)})`,
  (d) => `table.concat(${local(d)}, ${d.pick(['","', '""'])})`,
  (d, n) => `rawget(t, ${argument(d, n)})`,
  (d, n) => `cjson.encode(${argument(d, n)})`,
  (d) => `#cmsgpack.pack(${local(d)})`,
  (d, n) =>
    `bit.${d.pick(['band', 'bor', 'bxor', 'lshift', 'rshift', 'arshift', 'rol'])}(${argument(d, n)}, ${d.below(40)})`,
  (d) => `${local(d)}.${d.pick(['x', 'y', 'upper'])}`,
  (d, n) => `${local(d)}[${argument(d, n)}]`,
  (d, n) => `${local(d)}:${d.pick(['upper', 'foo', 'rep'])}(${argument(d, n)})`,
  (d) => `f(${local(d)}, ${local(d)})`,
  (d) => `#${local(d)}`,
  (d) => `-${local(d)}`,
  (d) => `not ${local(d)}`,
]

const expression = (d: Dice, depth: number): string => {
  const kind = d.below(10)
  if (depth <= 0 || kind < 3) {
    return d.chance(0.5)
      ? local(d)
      : d.chance(0.5)
        ? d.pick(NUMBERS)
        : d.pick([...STRINGS, 'nil', 'true', 'false', '{}'])
  }
  if (kind < 6) return `(${expression(d, depth - 1)} ${d.pick(BINARY)} ${expression(d, depth - 1)})`
  if (kind === 6) return constructor(d, depth)
  return d.pick(CALLS)(d, depth)
}

const constructor = (d: Dice, depth: number): string => {
  const fields = d.some(0, 6, () => {
    const value = expression(d, depth - 1)
    const kind = d.below(4)
    if (kind === 0) return `k${d.below(8)} = ${value}`
    return kind === 1 ? `[${d.pick(NUMBERS)}] = ${value}` : value
  })
  return `{${fields.join(', ')}}`
}

/** Ends a loop that goes on too long. */
const GUARD = 'w = w + 1 if w > 60 then break end'

const block = (d: Dice, depth: number): string => d.some(1, 3, () => statement(d, depth)).join(' ')

const STATEMENTS: readonly ((d: Dice, n: number) => string)[] = [
  (d, n) => `${local(d)} = ${expression(d, n)}`,
  (d, n) => `${local(d)}, ${local(d)} = ${expression(d, n)}, ${expression(d, n)}`,
  (d, n) => `${d.pick(['t', 'u', local(d)])}[K(${expression(d, 1)})] = ${expression(d, n)}`,
  (d) => `t["k"..${d.below(30)}] = ${d.pick([...NUMBERS, 'nil'])}`,
  (d) =>
    `for i = ${d.below(4)}, ${d.below(20)} do ${d.pick(['t[i] = i', 'u[i*2] = i', 't["n"..i] = i', 'a = i', 't[#t+1] = i', 'u[i] = nil'])} end`,
  (d, n) =>
    `for i = ${expression(d, 0)}, ${d.below(6)}${d.chance(0.2) ? `, ${d.pick(['1', '2', '-1', '"x"'])}` : ''} do ${GUARD} ${block(d, n - 1)} end`,
  (d, n) => `if ${expression(d, n)} then ${block(d, n - 1)} else ${block(d, n - 1)} end`,
  (d, n) => `do local ${local(d)} = ${expression(d, n)} ${block(d, n - 1)} end`,
  (d, n) => `a, b = pcall(function() ${block(d, n - 1)} return ${expression(d, n)} end)`,
  (d) => `table.${d.pick(['insert', 'sort', 'remove', 'maxn'])}(${d.pick(['t', 'u', local(d)])})`,
  (d, n) => `table.insert(${d.pick(['t', 'u'])}, ${expression(d, n)})`,
  (d) => `table.sort(t, function(x, y) return S(x) ${d.pick(['<', '>'])} S(y) end)`,
  (d, n) => `f = function(x, y) ${d.chance(0.3) ? block(d, 0) : ''} return ${expression(d, n)} end`,
  (d, n) =>
    `for k, v in ${d.pick(['pairs', 'ipairs', 'next,'])}${d.pick(['(t)', '(u)', '(a)'])} do ${GUARD} c = S(k) ${d.chance(0.3) ? block(d, n - 1) : ''} end`,
  (d) =>
    `u = setmetatable({}, {__index = ${d.pick(['t', 'function(_, k) return k end'])}, __add = function() return 5 end, __call = function(_, x) return x end})`,
  (d, n) => `s = S(${expression(d, n)})`,
  (d, n) =>
    `local co = coroutine.wrap(function(x) local y = coroutine.yield(x) return ${expression(d, n)} end) a = co(1) b = co(2)`,
  (d) =>
    `c = redis.pcall(${d.pick(["'get','s0'", "'incr','s1'", "'lpush','l0',a", "'set','s1',b", "'lrange','l0',0,-1", "'nosuch'", "'type',s"])})`,
]

const statement = (d: Dice, depth: number): string =>
  d.pick(depth <= 0 ? STATEMENTS.slice(0, 5) : STATEMENTS)(d, Math.max(0, depth))

/** Shows a value with the order of its keys, but nothing of addresses and the sign of what is no number. */
/** K: what would be placed by its address is no key. */
const SHOW =
  "local function S(v, n) n = n or 0 if type(v) == 'table' then if n > 2 then return '{..}' end local r = {} for k, x in pairs(v) do r[#r+1] = S(k, n+1)..'='..S(x, n+1) if #r > 40 then break end end return '{'..table.concat(r, ' ')..'}' end if v ~= v then return 'nan' end if type(v) == 'function' then return 'f' end return (string.gsub(tostring(v), '0x%x+', 'P')) end local function K(v) if type(v) == 'table' or type(v) == 'function' then return 'K' end return v end "

/** A program; now and then one with a piece cut out, so that it may be no Lua at all. */
export const program = (d: Dice): string => {
  const start =
    'local w, a, b, c, t, u, s, f = 0, 1, "x", nil, {1, 2, 3}, {k1 = 1}, "hello world", function(x) return x end '
  let body = d.some(1, 6, () => statement(d, 2)).join(d.pick([' ', '\n']))
  if (d.chance(0.06)) {
    const at = d.below(body.length)
    body = body.slice(0, at) + body.slice(at + 1 + d.below(4))
  }
  return `${SHOW}${start}${body} return S(a)..' '..S(b)..' '..S(c)..' '..S(t)..' '..S(u)..' '..S(s)`
}
