/** One round: a stream on both servers, compared; and what a difference is. */
import type { Reply } from '../conformance/reply.ts'
import type { Mode, Unit } from './calls.ts'
import { modesOf } from './calls.ts'
import type { Arrivals, Call, Contestant } from './contestants.ts'
import { playCalls, playStream } from './contestants.ts'
import { firstDifference, textOf } from './judge.ts'
import { snapshot } from './snapshot.ts'

/** A call with what came from the first server, for a transcript; `mode` says how it was compared. */
export type Told = Call & { mode: Mode; replies: Map<string, Reply[]>; closed?: boolean }

export type Difference = { told: Told[]; expected: string; came: string }

export interface Duel {
  left: Contestant
  right: Contestant
}

const tell = (argv: readonly string[], mode: Mode, reply: Reply | undefined, client = ''): Told => ({
  client,
  argv,
  mode,
  replies: new Map(reply ? [[client, [reply]]] : []),
})

/** After a stream on which all replies agreed: whether the keyspaces do. */
const compareSnapshots = async (before: Told[], targets: Targets): Promise<Difference | undefined> => {
  const reloaded = before.some(({ argv }) => argv[1]?.toLowerCase() === 'reload')
  const [a, b] = [await snapshot(targets.left, reloaded), await snapshot(targets.right, reloaded)]
  const at = firstDifference(a.modes, a.replies, b.replies)
  if (at < 0) return undefined
  const select = a.calls.slice(0, at).findLast(([name]) => name === 'SELECT')
  const last = [...(select ? [select] : []), a.calls[at]!]
  const ok: Reply = { type: 'status', text: 'OK' }
  return {
    told: [
      ...before,
      ...last.map((argv, i) =>
        tell(
          argv,
          i === last.length - 1 ? a.modes[at]! : 'exact',
          i === last.length - 1 ? a.replies[at] : ok,
          'snapshot',
        ),
      ),
    ],
    expected: textOf(a.replies[at]),
    came: textOf(b.replies[at]),
  }
}

type Targets = {
  left: Awaited<ReturnType<Contestant['fresh']>>
  right: Awaited<ReturnType<Contestant['fresh']>>
}

const refresh = async ({ left, right }: Duel): Promise<Targets> => ({
  left: await left.fresh(),
  right: await right.fresh(),
})

/** Plays a stream of one client on both; undefined when every reply and the keyspaces agree. */
export const duelStream = async (duel: Duel, units: readonly Unit[]): Promise<Difference | undefined> => {
  const stream = units.flat()
  const targets = await refresh(duel)
  const expected = await playStream(targets.left, stream)
  const came = await playStream(targets.right, stream)
  const modes = modesOf(stream)
  const told = stream.map((argv, i) => tell(argv, modes[i]!, expected[i]))
  const at = firstDifference(modes, expected, came)
  if (at < 0) return compareSnapshots(told, targets)
  return { told: told.slice(0, at + 1), expected: textOf(expected[at]), came: textOf(came[at]) }
}

/** Connections of two servers have numbers of their own. */
const ID_IN_HELLO = /("id"(?: => |\n *\d+\) )\(integer\)) \d+/g

const arrivalsText = (arrivals: Map<string, Reply[]> | undefined): string =>
  [...(arrivals ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([client, replies]) => [`${client}<`, ...replies.map(textOf)].join('\n'))
    .join('\n')
    .replace(ID_IN_HELLO, '$1*')

const firstArrivalDifference = (count: number, left: Arrivals, right: Arrivals): number => {
  for (let i = 0; i < count; i++) if (arrivalsText(left[i]) !== arrivalsText(right[i])) return i
  return -1
}

/** Plays calls of several clients on both, step by step. */
export const duelCalls = async (duel: Duel, calls: readonly Call[]): Promise<Difference | undefined> => {
  const targets = await refresh(duel)
  const left = await playCalls(targets.left, calls, true)
  const right = await playCalls(targets.right, left.calls, false)
  const told = left.calls.map((call, i): Told => {
    const last = left.calls.findLastIndex(({ client }) => client === call.client) === i
    const replies = left.arrivals[i] ?? new Map<string, Reply[]>()
    return { ...call, mode: 'exact', replies, closed: last && left.closed.includes(call.client) }
  })
  const at = firstArrivalDifference(left.calls.length, left.arrivals, right.arrivals)
  if (at >= 0) {
    const [expected, came] = [arrivalsText(left.arrivals[at]), arrivalsText(right.arrivals[at])]
    return { told: told.slice(0, at + 1), expected, came }
  }
  const [expected, came] = [left, right].map(({ closed }) => `closed: ${closed.join(' ')}`)
  if (expected !== came) return { told, expected: expected!, came: came! }
  return compareSnapshots(told, targets)
}
