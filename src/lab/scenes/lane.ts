/**
 * The one-thread lane: what the server's only thread did when, and which clients waited for it meanwhile.
 * Below it, the walk of SCAN over the hash table's buckets.
 */
import type { TraceEvent } from '../../world/trace.ts'
import { readable } from './keyspace-captions.ts'
import type { Caption, Language, Scene } from './scene.ts'

/** A stretch of the main thread, virtual µs. */
export interface Run {
  readonly at: number
  readonly cost: number
  readonly client: number
  readonly name: string
}

/** A request of a scripted client: on its way, waiting, or answered. */
export interface Request {
  readonly sent: number
  /** Undefined while it waits. Virtual µs from sending to the reply. */
  readonly latency: number | undefined
  readonly command: string
}

export interface ClientLane {
  readonly id: number
  readonly requests: readonly Request[]
}

export interface ScanStep {
  readonly cursor: string
  readonly next: string
  /** How many keys this page returned, and the first of them. */
  readonly count: number
  readonly keys: readonly string[]
}

export interface LaneState {
  readonly runs: readonly Run[]
  readonly clients: readonly ClientLane[]
  readonly scan: readonly ScanStep[]
  /** Keys SCAN returned since its last start: the first `KEPT_FOUND` of them by name. */
  readonly found: ReadonlySet<string>
  /** How many keys those pages held, and how many of them are known to have come before. */
  readonly returned: number
  readonly repeated: number
  /** The longest wait seen, virtual µs. */
  readonly worst: number
  readonly answered: number
  readonly at: number
}

const KEPT_RUNS = 400
const KEPT_REQUESTS = 40
const KEPT_PAGES = 64
/** A key that comes twice is noticed among so many. */
export const KEPT_FOUND = 2000

const initial: LaneState = {
  runs: [],
  clients: [],
  scan: [],
  found: new Set(),
  returned: 0,
  repeated: 0,
  worst: 0,
  answered: 0,
  at: 0,
}

const last = <T>(items: readonly T[], limit: number): readonly T[] =>
  items.length > limit ? items.slice(items.length - limit) : items

const withClient = (
  state: LaneState,
  id: number,
  change: (requests: readonly Request[]) => readonly Request[],
): readonly ClientLane[] => {
  const at = state.clients.findIndex((lane) => lane.id === id)
  if (at === -1) return [...state.clients, { id, requests: change([]) }].sort((a, b) => a.id - b.id)
  const lane = state.clients[at]!
  return state.clients.with(at, { id, requests: last(change(lane.requests), KEPT_REQUESTS) })
}

const answer = (requests: readonly Request[], latency: number): readonly Request[] => {
  const at = requests.findIndex((r) => r.latency === undefined)
  return at === -1 ? requests : requests.with(at, { ...requests[at]!, latency })
}

/** The walk so far; a walk begins at cursor 0. */
const walked = (
  state: LaneState,
  cursor: string,
): Pick<LaneState, 'scan' | 'found' | 'returned' | 'repeated'> =>
  cursor === '0' ? { scan: [], found: new Set(), returned: 0, repeated: 0 } : state

const scanStep = (state: LaneState, event: TraceEvent): LaneState => {
  const cursor = event.cursor as string
  const keys = event.keys as readonly string[]
  const count = event.count as number
  const before = walked(state, cursor)
  const again = keys.filter((key) => before.found.has(key)).length
  const room = before.found.size < KEPT_FOUND && keys.length > again
  const found = room ? new Set([...before.found, ...keys].slice(0, KEPT_FOUND)) : before.found
  return {
    ...state,
    scan: last([...before.scan, { cursor, next: event.next as string, count, keys }], KEPT_PAGES),
    found,
    returned: before.returned + count,
    repeated: before.repeated + again,
  }
}

const fold = (before: LaneState, event: TraceEvent): LaneState => {
  const state = { ...before, at: event.at }
  switch (event.type) {
    case 'command': {
      const run: Run = {
        at: event.at,
        cost: event.cost as number,
        client: event.client as number,
        name: event.name as string,
      }
      return { ...state, runs: last([...state.runs, run], KEPT_RUNS) }
    }
    case 'scan.page':
      return scanStep(state, event)
    case 'script.sent': {
      const command = ((event.argv as readonly string[])[0] ?? '').toUpperCase()
      const sent: Request = { sent: event.at, latency: undefined, command }
      return { ...state, clients: withClient(state, event.client as number, (r) => [...r, sent]) }
    }
    case 'script.reply': {
      const latency = event.latency as number
      return {
        ...state,
        clients: withClient(state, event.client as number, (r) => answer(r, latency)),
        worst: Math.max(state.worst, latency),
        answered: state.answered + 1,
      }
    }
    default:
      return state
  }
}

/** µs and ms as people read them. */
export const duration = (us: number): string => {
  if (us < 1000) return `${Math.round(us)} µs`
  return us < 1_000_000
    ? `${(us / 1000).toFixed(us < 10_000 ? 1 : 0)} ms`
    : `${(us / 1_000_000).toFixed(1)} s`
}

const SLOW = 1000

const caption = (event: TraceEvent, state: LaneState, language: Language): Caption | undefined => {
  const counter = `worst wait ${duration(state.worst)}`
  const en = language === 'en'
  if (event.type === 'command' && event.name === 'scan') {
    const page = state.scan.at(-1)
    if (page === undefined) return undefined
    const { count } = page
    const distinct = state.returned - state.repeated
    const end = page.next === '0'
    return {
      event: 'SCAN',
      counter: `found ${distinct}`,
      say: end
        ? en
          ? `Cursor 0: the walk is over. ${distinct} keys, ${state.repeated} of them twice.`
          : `커서 0: 순회가 끝났다. 키 ${distinct}개, 그중 ${state.repeated}개는 두 번 나왔다.`
        : count === 0
          ? en
            ? `An empty page, not the end. The cursor is ${page.next}.`
            : `빈 쪽이지만 끝이 아니다. 커서는 ${page.next}이다.`
          : en
            ? `${count} keys, and the cursor goes on at ${page.next}.`
            : `키 ${count}개가 나왔고 커서는 ${page.next}에서 이어진다.`,
    }
  }
  if (event.type === 'command' && (event.cost as number) >= SLOW) {
    const name = (event.name as string).toUpperCase().replace('|', ' ')
    const took = duration(event.cost as number)
    return {
      event: name,
      counter,
      say: en
        ? `The thread was busy for ${took}. Everyone else waited.`
        : `스레드가 ${took} 동안 바빴다. 나머지는 모두 기다렸다.`,
    }
  }
  if (event.type === 'command') {
    const argv = (event.argv as readonly string[]).map((a) => readable(a, 20)).join(' ')
    return {
      event: (event.name as string).toUpperCase().replace('|', ' '),
      counter,
      say: en
        ? `${argv} took ${duration(event.cost as number)}.`
        : `${argv}: ${duration(event.cost as number)} 걸렸다.`,
    }
  }
  return undefined
}

export const lane: Scene<LaneState> = {
  id: 'lane',
  initial,
  fold,
  caption,
  mark: (event) => {
    if (event.type !== 'command') return undefined
    return { mark: 'command', tone: (event.cost as number) >= SLOW ? 'risk' : 'plain' }
  },
  describe: (state, language) => [
    language === 'ko'
      ? ['클라이언트', '보낸 요청', '응답', '가장 긴 대기']
      : ['client', 'requests', 'answered', 'longest wait'],
    ...state.clients.map(({ id, requests }) => [
      String(id),
      String(requests.length),
      String(requests.filter((r) => r.latency !== undefined).length),
      duration(Math.max(0, ...requests.map((r) => r.latency ?? 0))),
    ]),
  ],
}
