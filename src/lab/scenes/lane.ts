/**
 * The one-thread lane: what the server's only thread did when, and which clients waited for it meanwhile.
 * Below it, the walk of SCAN over the hash table's buckets.
 */
import { nextCursor, reverseBits } from '../../structures/hash.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { Chunked } from './chunked.ts'
import { laneCaption } from './lane-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Scene } from './scene.ts'
import { VersionedMap } from './versioned-map.ts'

/** A stretch of the main thread, virtual µs. */
export interface Run {
  readonly at: number
  readonly cost: number
  readonly client: number
  readonly name: string
  /** Whether a scripted client asked for it. */
  readonly scripted: boolean
}

/** Who works beside the main thread. */
export type Helper = 'background' | 'child'

/** A stretch of a helper's work, virtual µs; `to` undefined: it is at it still. */
export interface Beside {
  readonly helper: Helper
  readonly name: string
  readonly from: number
  readonly to: number | undefined
}

/** A request of a scripted client: on its way, waiting, or answered. */
export interface Request {
  readonly sent: number
  /** Undefined while it waits. Virtual µs from sending to the reply. */
  readonly latency: number | undefined
  readonly command: string
  /** Its first argument, empty without one. */
  readonly argument: string
}

export interface ClientLane {
  /** Process and number: `users 3`. */
  readonly id: string
  readonly number: number
  readonly requests: Chunked<Request>
}

export interface ScanStep {
  readonly cursor: string
  readonly next: string
  /** How many keys this page returned, and the first of them. */
  readonly count: number
  readonly keys: readonly string[]
}

export interface LaneState {
  readonly runs: Chunked<Run>
  /** What background threads and children did, oldest first. */
  readonly beside: readonly Beside[]
  readonly clients: readonly ClientLane[]
  readonly scan: readonly ScanStep[]
  /** Slots of the larger hash table of the keys; 0: not known. */
  readonly slots: number
  /** Buckets SCAN visited since its last start. */
  readonly visited: ReadonlySet<number>
  /** Keys SCAN returned since its last start: the first `KEPT_FOUND` of them by name. */
  readonly found: VersionedMap<true>
  /** How many keys those pages held, and how many of them are known to have come before. */
  readonly returned: number
  readonly repeated: number
  /** The longest wait seen, virtual µs. */
  readonly worst: number
  /** `seq` of the event that ended it. */
  readonly worstAt: number
  readonly answered: number
  readonly at: number
}

const KEPT_RUNS = 8192
const KEPT_REQUESTS = 256
const KEPT_PAGES = 64
const KEPT_BESIDE = 64
/** A key that comes twice is noticed among so many. */
export const KEPT_FOUND = 20_000
/** Tables up to this size are drawn bucket by bucket. */
export const DRAWN_SLOTS = 256

const initial: LaneState = {
  runs: new Chunked(),
  beside: [],
  clients: [],
  scan: [],
  slots: 0,
  visited: new Set(),
  found: new VersionedMap(),
  returned: 0,
  repeated: 0,
  worst: 0,
  worstAt: 0,
  answered: 0,
  at: 0,
}

const withClient = (
  state: LaneState,
  event: TraceEvent,
  change: (requests: Chunked<Request>) => Chunked<Request>,
): readonly ClientLane[] => {
  const number = event.client as number
  const id = `${event.process} ${number}`
  const at = state.clients.findIndex((lane) => lane.id === id)
  if (at === -1) {
    const added = [...state.clients, { id, number, requests: change(new Chunked()) }]
    return added.sort((a, b) => a.number - b.number)
  }
  const lane = state.clients[at]!
  return state.clients.with(at, { ...lane, requests: change(lane.requests) })
}

/** The oldest request without an answer gets one. */
const answer = (requests: Chunked<Request>, latency: number): Chunked<Request> => {
  let waiting = -1
  requests.backwards((request, fromEnd) => {
    if (request.latency !== undefined) return false
    waiting = fromEnd
    return true
  })
  return waiting === -1 ? requests : requests.replace(waiting, { ...requests.at(waiting)!, latency })
}

/** Whether a scripted client waits for this very command. */
const isScripted = ({ clients }: LaneState, event: TraceEvent): boolean => {
  const [command = '', argument = ''] = event.argv as readonly string[]
  const name = command.toUpperCase()
  return clients.some(({ requests }) => {
    const request = requests.at(0)
    return isWaiting(request) && request!.command === name && request!.argument === argument
  })
}

const cursorOf = (text: string): number => Number(BigInt.asUintN(32, BigInt(text)))

/** The buckets a page visited: from its cursor to the next in reverse-binary order. */
export const bucketsBetween = (cursor: string, next: string, slots: number): number[] => {
  const mask = slots - 1
  const end = cursorOf(next)
  const buckets: number[] = []
  let at = cursorOf(cursor)
  do {
    buckets.push((at & mask) >>> 0)
    at = nextCursor(at, mask)
  } while (at !== end && at !== 0 && buckets.length <= slots)
  return buckets
}

/** How much of the walk lies behind a cursor, 0 to 1; cursor 0 at the end counts as all of it. */
export const walked = (page: ScanStep | undefined): number => {
  if (page === undefined) return 0
  return page.next === '0' ? 1 : reverseBits(cursorOf(page.next)) / 2 ** 32
}

/** The walk so far, with one more page; a walk begins at cursor 0. */
const withPage = (state: LaneState, event: TraceEvent): LaneState => {
  const page = event as unknown as ScanStep
  const { cursor, next, count, keys } = page
  const starts = cursor === '0'
  let found = starts ? initial.found : state.found
  let repeated = starts ? 0 : state.repeated
  for (const key of keys) {
    if (found.has(key)) repeated++
    else if (found.size < KEPT_FOUND) found = found.with(key, true)
  }
  const visited = new Set(starts ? [] : state.visited)
  if (state.slots > 0 && state.slots <= DRAWN_SLOTS)
    for (const bucket of bucketsBetween(cursor, next, state.slots)) visited.add(bucket)
  return {
    ...state,
    scan: [...(starts ? [] : state.scan), { cursor, next, count, keys }].slice(-KEPT_PAGES),
    visited,
    found,
    returned: (starts ? 0 : state.returned) + count,
    repeated,
  }
}

const begin = (state: LaneState, helper: Helper, name: string, to?: number): LaneState => ({
  ...state,
  beside: [...state.beside, { helper, name, from: state.at, to }].slice(-KEPT_BESIDE),
})

const end = (state: LaneState, helper: Helper): LaneState => ({
  ...state,
  beside: state.beside.map((each) =>
    each.helper === helper && each.to === undefined ? { ...each, to: state.at } : each,
  ),
})

/** What other threads and processes do: memory that is freed, files that are fsynced, snapshots. */
const foldBeside = (state: LaneState, event: TraceEvent): LaneState => {
  switch (event.type) {
    case 'lazyfree':
      if (event.pending === 0) return end(state, 'background')
      return state.beside.some(({ name, to }) => name === 'free' && to === undefined)
        ? state
        : begin(state, 'background', 'free')
    case 'aof.fsync':
      return event.background === true
        ? begin(state, 'background', 'fsync', event.at + (event.takes as number))
        : state
    case 'fork':
      return begin(state, 'child', event.kind === 'aof' ? 'BGREWRITEAOF' : 'BGSAVE')
    case 'child.ended':
      return end(state, 'child')
    default:
      return state
  }
}

const fold = (before: LaneState, event: TraceEvent): LaneState => {
  const state = { ...before, at: event.at }
  switch (event.type) {
    case 'command': {
      const { at, cost, client, name } = event as unknown as Run
      // A command called by a script is part of the script's time.
      if (cost === 0) return state
      const run = { at, cost, client, name, scripted: isScripted(state, event) }
      return { ...state, runs: state.runs.push(run, KEPT_RUNS) }
    }
    case 'scan.page':
      return withPage(state, event)
    case 'script.sent': {
      const [command = '', argument = ''] = event.argv as readonly string[]
      const sent: Request = { sent: event.at, latency: undefined, command: command.toUpperCase(), argument }
      return { ...state, clients: withClient(state, event, (r) => r.push(sent, KEPT_REQUESTS)) }
    }
    case 'script.reply': {
      const latency = event.latency as number
      return {
        ...state,
        clients: withClient(state, event, (r) => answer(r, latency)),
        worst: Math.max(state.worst, latency),
        worstAt: latency > state.worst ? event.seq : state.worstAt,
        answered: state.answered + 1,
      }
    }
    case 'rehash': {
      const [first, second] = event.sizes as readonly [number, number]
      return event.db === 0 ? { ...state, slots: Math.max(first, second) } : state
    }
    case 'ballast':
      // The walk goes over the larger table of counted keys, bucket by bucket too many to draw.
      return { ...state, slots: Math.max(state.slots, event.keys as number) }
    default:
      return foldBeside(state, event)
  }
}

/** Which helpers have worked so far, in the order their lanes are drawn. */
export const helpersOf = ({ beside }: LaneState): readonly Helper[] =>
  (['background', 'child'] as const).filter((helper) => beside.some((each) => each.helper === helper))

/** Requests that have no answer yet. */
export const waiting = (state: LaneState): number =>
  state.clients.reduce((sum, { requests }) => sum + (isWaiting(requests.at(0)) ? 1 : 0), 0)

export const isWaiting = (request: Request | undefined): boolean =>
  request !== undefined && request.latency === undefined

/** The longest wait of a client so far, virtual µs; one that still waits counts up to now. */
export const longest = ({ requests }: ClientLane, now: number): number => {
  let most = 0
  requests.backwards(({ sent, latency }) => {
    most = Math.max(most, latency ?? now - sent)
    return true
  })
  return most
}

/** µs and ms as people read them. */
export const duration = (us: number): string => {
  if (us < 1000) return `${Math.round(us)} µs`
  return us < 1_000_000
    ? `${(us / 1000).toFixed(us < 10_000 ? 1 : 0)} ms`
    : `${(us / 1_000_000).toFixed(1)} s`
}

/** A command somebody typed, or one that made everybody wait: those of the crowd go unsaid. */
export const isWorthTelling = (event: TraceEvent, state: LaneState): boolean =>
  event.type === 'command' &&
  !isSmallTalk(event) &&
  (event.cost as number) > 0 &&
  ((event.cost as number) >= SLOW || state.runs.at(0)?.scripted === false)

/** A run this long is worth a warning: everyone else waits for it. µs. */
export const SLOW = 1000

export const lane: Scene<LaneState> = {
  id: 'lane',
  initial,
  fold,
  caption: laneCaption,
  mark: (event, state) => {
    if (event.type === 'fork') return { mark: 'fork', tone: 'plain' }
    if (!isWorthTelling(event, state)) return undefined
    return { mark: 'command', tone: (event.cost as number) >= SLOW ? 'risk' : 'plain' }
  },
  describe: (state, language) => [
    language === 'ko'
      ? ['클라이언트', '요청', '대기 중', '가장 긴 대기']
      : ['client', 'requests', 'waiting', 'longest wait'],
    ...state.clients.map((client) => [
      client.id,
      String(client.requests.length),
      isWaiting(client.requests.at(0)) ? '1' : '0',
      duration(longest(client, state.at)),
    ]),
  ],
}
