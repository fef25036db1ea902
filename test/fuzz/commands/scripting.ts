import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'
import { program } from './lua-programs.ts'

const counted = (d: Dice): string[] => {
  const keys = d.some(0, 2, () => d.anyKey())
  const count = d.chance(0.05) ? d.integer() : String(keys.length)
  return [count, ...keys, ...d.some(0, 2, () => d.value())]
}

/** Scripts many calls share, so that EVALSHA and SCRIPT EXISTS find them. */
const SHARED = [
  'return 1',
  'return {KEYS[1],ARGV[1],#KEYS,#ARGV}',
  "return redis.call('get',KEYS[1])",
  "return redis.call('set',KEYS[1],ARGV[1])",
  '#!lua flags=no-writes\nreturn 1',
  "#!lua flags=no-writes\nreturn redis.call('set','s0',1)",
  '#!lua flags=x\nreturn 1',
]
const DIGESTS = [
  'e0e1f9fabfc9d4800c877a703b823ac0578ff8db',
  '4ca238f611c9d0ae4e9a75a5dbac22aedc1e44e5',
  'ffffffffffffffffffffffffffffffffffffffff',
  'E0E1F9FABFC9D4800C877A703B823AC0578FF8DB',
  'x',
]

const script = (d: Dice): string => (d.chance(0.8) ? program(d) : d.pick(SHARED))

const library = (d: Dice): string => {
  const name = d.pick(['l', 'm', 'n', 'l', 'm', 'a-b', ''])
  const fn = d.pick(['f', 'g', 'h', 'i', 'a b'])
  const flags = d.pick(['', ",flags={'no-writes'}", ",flags={'x'}", ",description='d'"])
  const body = d.pick([
    'return {k[1],a[1]}',
    "return redis.call('set','s0',1)",
    'return x',
    'x = 1',
    'return #k + 1',
  ])
  const register = d.chance(0.5)
    ? `redis.register_function('${fn}',function(k,a) ${body} end)`
    : `redis.register_function{function_name='${fn}',callback=function(k,a) ${body} end${flags}}`
  return `#!${d.pick(['lua', 'lua', 'lua', 'LUA', 'foo'])} name=${name}\n${register}`
}

export const scriptingMakers: Makers = {
  eval: (d) => [script(d), ...counted(d)],
  eval_ro: (d) => [script(d), ...counted(d)],
  evalsha: (d) => [d.pick(DIGESTS), ...counted(d)],
  evalsha_ro: (d) => [d.pick(DIGESTS), ...counted(d)],
  'script|load': (d) => [d.pick(SHARED)],
  'script|exists': (d) => d.some(1, 3, () => d.pick(DIGESTS)),
  'script|flush': (d) => d.maybe(0.5, d.pick(['SYNC', 'ASYNC', 'async', 'x'])),
  'script|kill': () => [],
  'function|load': (d) => [...d.maybe(0.6, d.pick(['REPLACE', 'replace', 'REPLACE', 'x'])), library(d)],
  'function|delete': (d) => [d.pick(['l', 'm', 'n', 'o'])],
  'function|flush': (d) => d.maybe(0.5, d.pick(['SYNC', 'ASYNC', 'x'])),
  'function|kill': () => [],
  'function|stats': () => [],
  fcall: (d) => [d.pick(['f', 'g', 'h', 'i', 'j']), ...counted(d)],
  fcall_ro: (d) => [d.pick(['f', 'g', 'h', 'i', 'j']), ...counted(d)],
}
