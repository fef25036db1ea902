/** Commands of several clients: waiting for lists, sorted sets and streams, transactions, watched keys. */
import { blockingMakers } from './commands/index.ts'
import { genericMakers } from './commands/generic.ts'
import { listMakers } from './commands/list.ts'
import { sortedSetMakers } from './commands/sorted-set.ts'
import { meeting, streamMakers } from './commands/stream.ts'
import { stringMakers } from './commands/string.ts'
import type { Makers } from './commands/index.ts'
import type { Call } from './contestants.ts'
import type { Dice } from './dice.ts'
import { modeOf } from './calls.ts'

const CLIENTS = ['a', 'b', 'c', 'd', 'e']

/** What fills, moves and empties the keys that others wait for. */
const MOVERS = ['del', 'rename', 'renamenx', 'copy', 'move', 'sort', 'unlink', 'expire']

const make = (d: Dice, table: Makers, names: readonly string[] = Object.keys(table)): string[] => {
  const name = d.pick(names)
  return [name.toUpperCase(), ...table[name]!(d)]
}

const PUSHES = ['lpush', 'rpush', 'rpoplpush', 'lmove', 'linsert']
const SCORES = ['zadd', 'zadd', 'zincrby', 'zunionstore', 'zrangestore']

const STREAMS = ['xadd', 'xadd', 'xadd', 'xgroup', 'xgroup', 'xreadgroup', 'xsetid', 'xdel', 'xack']

const TRANSACTIONS = [['MULTI'], ['MULTI'], ['EXEC'], ['EXEC'], ['EXEC'], ['DISCARD'], ['UNWATCH']]

/** SWAPDB is not among these commands: which of several keys it makes ready first, the seed of a hash table decides. */
const argv = (d: Dice): string[] => {
  const kind = d.below(26)
  if (kind < 6) return make(d, blockingMakers)
  if (kind < 10) return make(d, listMakers, PUSHES)
  if (kind < 13) return make(d, sortedSetMakers, SCORES)
  if (kind < 14) return make(d, d.pick([listMakers, sortedSetMakers, stringMakers]))
  if (kind < 16) return make(d, genericMakers, MOVERS)
  if (kind < 17) return ['WATCH', ...d.some(1, 2, () => d.key('list'))]
  if (kind < 19) return d.pick(TRANSACTIONS)
  if (kind < 25) return make(d, streamMakers, STREAMS)
  return d.pick([['SELECT', '0'], ['SELECT', '0'], ['SELECT', '1'], ['FLUSHDB'], ['FLUSHALL'], ['PING']])
}

/** At least `n` calls; none whose reply chance or a clock decides. */
export const makeCalls = (d: Dice, n: number): Call[] => {
  const calls: Call[] = []
  const words = d.chance(0.3) ? meeting : argv
  while (calls.length < n) {
    const call = words(d)
    if (modeOf(call) === 'exact') calls.push({ client: d.pick(CLIENTS), argv: call })
  }
  return calls
}
