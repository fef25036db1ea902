/** Reads a whole keyspace: types, encodings, values and expiry. */
import type { Reply } from '../conformance/reply.ts'
import { isAggregate } from '../conformance/reply.ts'
import type { Target } from '../conformance/target.ts'
import type { Mode } from './calls.ts'
import { modeOf } from './calls.ts'
import { playStream } from './contestants.ts'

const DATABASES = 4

/** The command that shows a value of this type, and whether it has an order. */
const dump = (
  type: string,
  encoding: string,
  key: string,
  reloaded: boolean,
): { argv: string[]; mode: Mode } => {
  if (type === 'list') return { argv: ['LRANGE', key, '0', '-1'], mode: 'exact' }
  if (type === 'zset') return { argv: ['ZRANGE', key, '0', '-1', 'WITHSCORES'], mode: 'exact' }
  if (type === 'stream') return { argv: ['XINFO', 'STREAM', key, 'FULL', 'COUNT', '0'], mode: 'times' }
  if (type === 'set') return { argv: ['SMEMBERS', key], mode: encoding === 'intset' ? 'exact' : 'unordered' }
  if (type === 'hash')
    return { argv: ['HGETALL', key], mode: encoding === 'listpack' && !reloaded ? 'exact' : 'pairs' }
  return { argv: ['GET', key], mode: 'exact' }
}

const textOf = (reply: Reply | undefined): string => (reply && 'text' in reply ? reply.text : '')

const keysIn = (reply: Reply | undefined): string[] =>
  reply && isAggregate(reply) ? reply.items.map(textOf).sort() : []

/** The commands that show everything in a server, how they are compared, and their replies. */
export type Snapshot = { calls: string[][]; modes: Mode[]; replies: Reply[] }

/** `reloaded`: hashes were loaded, small ones in the order of the table they had been in. */
export const snapshot = async (target: Target, reloaded: boolean): Promise<Snapshot> => {
  const all: Snapshot = { calls: [], modes: [], replies: [] }
  for (let db = 0; db < DATABASES; db++) {
    const select = ['SELECT', String(db)]
    const [selected, found] = await playStream(target, [select, ['KEYS', '*']])
    const keys = keysIn(found)
    const facts = keys.flatMap((key) => [['TYPE', key], ['OBJECT', 'ENCODING', key], ['PEXPIRETIME', key]]) // prettier-ignore
    const told = await playStream(target, [select, ...facts])
    const values = keys.map((key, i) => dump(textOf(told[1 + i * 3]), textOf(told[2 + i * 3]), key, reloaded))
    const shown = await playStream(target, [select, ...values.map(({ argv }) => argv)])
    all.calls.push(select, ['KEYS', '*'], ...facts, ...values.map(({ argv }) => argv))
    all.modes.push('exact', 'unordered', ...facts.map(modeOf), ...values.map(({ mode }) => mode))
    all.replies.push(selected!, found!, ...told.slice(1), ...shown.slice(1))
  }
  return all
}
