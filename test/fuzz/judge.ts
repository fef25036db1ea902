/** Whether two servers said the same. */
import { sameReply } from '../conformance/compare.ts'
import { formatReply } from '../conformance/format.ts'
import type { Reply } from '../conformance/reply.ts'
import { isAggregate } from '../conformance/reply.ts'
import type { Mode } from './calls.ts'

export const textOf = (reply: Reply | undefined): string =>
  reply ? formatReply(reply).join('\n') : '(nothing: the connection ended)'

const SLACK = { seconds: 2, milliseconds: 2000 }

/** Instants and spans may differ by what the clocks do; -1 and -2 mean something and may not. */
const sameTime = (a: Reply, b: Reply, slack: number): boolean => {
  if (a.type !== 'integer' || b.type !== 'integer') return textOf(a) === textOf(b)
  const [left, right] = [Number(a.text), Number(b.text)]
  return left < 0 || right < 0 ? left === right : Math.abs(left - right) <= slack
}

const typesOf = (items: readonly Reply[]): string => items.map(({ type }) => type).join()

/** Whether an item of a list is when something was delivered or seen, or how long ago. */
const isTime = (items: readonly Reply[], i: number): boolean => {
  const before = items[i - 1]
  if (before?.type === 'bulk' && (before.text === 'idle' || before.text === 'seen-time')) return true
  const types = typesOf(items)
  return (types === 'bulk,bulk,integer,integer' && i === 2) || (types === 'bulk,integer,integer' && i === 1)
}

/** But for the rules about commands: a server that knows fewer tells them otherwise. */
const wordsOf = (reply: Reply): string =>
  textOf(reply)
    .split(/[\s"()]+/)
    .filter((word) => !/^[+-]/.test(word))
    .toSorted()
    .join(' ')

/** What XPENDING and XINFO tell of a stream. */
const sameTimes = (a: Reply, b: Reply): boolean => {
  if (!isAggregate(a) || !isAggregate(b)) return textOf(a) === textOf(b)
  if (a.type !== b.type || a.items.length !== b.items.length) return false
  return a.items.every((item, i) => {
    const other = b.items[i]!
    return isTime(a.items, i) ? sameTime(item, other, SLACK.milliseconds) : sameTimes(item, other)
  })
}

/**
 * Types of values whose bytes are not all their own: sets and hashes in a table, hashes that were in one before they
 * were loaded, streams with times.
 */
const LOOSE = ['\x02', '\x04', '\x10', '\x13']

const samePayload = (a: Reply, b: Reply): boolean => {
  if (a.type !== 'bulk' || b.type !== 'bulk') return textOf(a) === textOf(b)
  return a.text[0] === b.text[0] && (LOOSE.includes(a.text[0]!) || a.text === b.text)
}

/** Whether the second reply may stand for the first. */
export const same = (mode: Mode, a: Reply | undefined, b: Reply | undefined): boolean => {
  if (!a || !b) return a === b
  if (Array.isArray(mode)) {
    const listed = isAggregate(a) && isAggregate(b) && a.items.length === mode.length
    if (!listed) return textOf(a) === textOf(b)
    return a.items.length === b.items.length && mode.every((each, i) => same(each, a.items[i], b.items[i]))
  }
  if (mode === 'skip') return a.type === b.type
  if (mode === 'shape') return sameReply(a, b, { any: true })
  if (mode === 'seconds' || mode === 'milliseconds') return sameTime(a, b, SLACK[mode])
  if (mode === 'payload') return samePayload(a, b)
  if (mode === 'times') return sameTimes(a, b)
  if (mode === 'words') return wordsOf(a) === wordsOf(b)
  if (mode === 'exact') return textOf(a) === textOf(b)
  return sameReply(a, b, { unordered: mode === 'pairs' ? 'pairs' : 'items' })
}

/** The first index at which two lists of replies differ, -1 when none does. */
export const firstDifference = (
  modes: readonly Mode[],
  left: readonly Reply[],
  right: readonly Reply[],
): number => modes.findIndex((mode, i) => !same(mode, left[i], right[i]))
