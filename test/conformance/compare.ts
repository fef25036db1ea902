/** Holds what arrived against what was recorded, as exactly as the step's markers ask. */
import { formatReply, parseReply } from './format.ts'
import { CLOSED, NO_REPLY, splitFrames } from './play.ts'
import type { Reply } from './reply.ts'
import { isAggregate } from './reply.ts'
import type { Arrival, Markers, Step } from './transcript.ts'

const textOf = (reply: Reply): string => formatReply(reply).join('\n')

const byText = (a: Reply, b: Reply): number => {
  const left = textOf(a)
  const right = textOf(b)
  return left < right ? -1 : left > right ? 1 : 0
}

const pairUp = (items: Reply[]): Reply[] => {
  const pairs: Reply[] = []
  for (let i = 0; i < items.length; i += 2) pairs.push({ type: 'array', items: items.slice(i, i + 2) })
  return pairs
}

/** Puts every list that has no order of its own into one. */
const ordered = (reply: Reply, how: Markers['unordered']): Reply => {
  if (!isAggregate(reply)) return reply
  const items = reply.items.map((item) => ordered(item, how))
  if (reply.type === 'map' || reply.type === 'attribute')
    return {
      type: reply.type,
      items: pairUp(items)
        .sort(byText)
        .flatMap((p) => (isAggregate(p) ? p.items : [])),
    }
  const flat = !items.some(isAggregate)
  const parts = how === 'pairs' && flat && items.length % 2 === 0 ? pairUp(items) : items
  return { type: reply.type, items: parts.sort(byText) }
}

/** Same types and lengths all the way down, and the same errors. */
const sameShape = (a: Reply, b: Reply): boolean => {
  if (a.type !== b.type || (a.type === 'error' && textOf(a) !== textOf(b))) return false
  if (!isAggregate(a) || !isAggregate(b)) return true
  return a.items.length === b.items.length && a.items.every((item, i) => sameShape(item, b.items[i]!))
}

const leaves = (reply: Reply): Reply[] => (isAggregate(reply) ? reply.items.flatMap(leaves) : [reply])

const NUMERIC = new Set(['integer', 'double', 'bulk', 'status'])

const close = (a: Reply, b: Reply, slack: number): boolean => {
  if (a.type !== b.type) return false
  if (isAggregate(a) && isAggregate(b))
    return a.items.length === b.items.length && a.items.every((item, i) => close(item, b.items[i]!, slack))
  if (textOf(a) === textOf(b)) return true
  if (!NUMERIC.has(a.type) || !('text' in a) || !('text' in b)) return false
  if (a.text === '' || b.text === '') return false
  return Math.abs(Number(a.text) - Number(b.text)) <= slack
}

/** Whether `actual` may stand for `expected` under these markers. */
export const sameReply = (expected: Reply, actual: Reply, markers: Markers): boolean => {
  if (markers.any) return sameShape(expected, actual)
  const { among } = markers
  if (among)
    return (
      sameShape(expected, actual) &&
      leaves(actual).every((leaf) => leaf.type !== 'bulk' || among.includes(leaf.text))
    )
  const left = markers.unordered ? ordered(expected, markers.unordered) : expected
  const right = markers.unordered ? ordered(actual, markers.unordered) : actual
  return markers.approx !== undefined ? close(left, right, markers.approx) : textOf(left) === textOf(right)
}

const masked = (text: string, masks: readonly string[]): string =>
  masks.reduce((result, mask) => result.replace(new RegExp(mask, 'g'), '*'), text)

/** The lines of a text such as INFO's, in an order of their own. */
const sortedLines = (text: string): string => text.split('\\r\\n').sort().join('\n')

const sameFrame = (expected: string[], actual: string[], markers: Markers): boolean => {
  const masks = [...(markers.mask ?? []), ...(markers.omit ?? [])]
  const lines = markers.unordered === 'lines'
  if (masks.length > 0 || lines) {
    const [left, right] = [expected, actual].map((frame) => masked(frame.join('\n'), masks))
    return lines ? sortedLines(left!) === sortedLines(right!) : left === right
  }
  if (expected.join('\n') === actual.join('\n')) return true
  const special = (lines: string[]) => lines[0] === CLOSED || lines[0] === NO_REPLY
  if (special(expected) || special(actual)) return false
  return sameReply(parseReply(expected), parseReply(actual), markers)
}

/** What is written down of what came: without the parts that are to be left out. */
export const recordable = (arrivals: readonly Arrival[], { omit }: Markers): Arrival[] =>
  arrivals.map(({ client, lines }) => ({
    client,
    lines: omit ? masked(lines.join('\n'), omit).split('\n') : lines,
  }))

/** Whether what arrived after a step is what was recorded. */
export const sameArrivals = (step: Step, actual: readonly Arrival[]): boolean => {
  if (step.expected.length !== actual.length) return false
  return step.expected.every((expected, i) => {
    const other = actual[i]!
    if (expected.client !== other.client) return false
    const left = splitFrames(expected.lines)
    const right = splitFrames(other.lines)
    return left.length === right.length && left.every((frame, j) => sameFrame(frame, right[j]!, step.markers))
  })
}

const show = (arrivals: readonly Arrival[]): string =>
  arrivals.flatMap(({ client, lines }) => [`${client}<`, ...lines.map((line) => `  ${line}`)]).join('\n') ||
  '(nothing)'

/** A message for each step that differs: where, what was sent, what was recorded and what came. */
export const differences = (steps: readonly Step[], arrivals: readonly Arrival[][]): string[] =>
  steps.flatMap((step, i) => {
    if (sameArrivals(step, arrivals[i]!)) return []
    const sent = step.source.at(-1)
    return [`line ${step.line}: ${sent}\n recorded\n${show(step.expected)}\n came\n${show(arrivals[i]!)}`]
  })
