/** Servers with a policy each and the same users before all of them: who hits how often, who refuses, who evicts. */
import type { EvictionPolicy } from '../../redis/eviction/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { bestHits } from './belady.ts'
import { Chunked } from './chunked.ts'
import { readyCaption } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Caption, Language, Scene, SceneMark } from './scene.ts'

/** A moment of the users of one server: what they asked in a while. */
export interface Stretch {
  /** Virtual µs since 1970 at its end. */
  readonly at: number
  readonly gets: number
  readonly hits: number
}

export interface PolicyServer {
  readonly name: string
  readonly port: number
  readonly alive: boolean
  readonly policy: EvictionPolicy | undefined
  readonly gets: number
  readonly hits: number
  /** Fills that were refused. */
  readonly refused: number
  readonly evicted: number
  readonly used: number
  readonly limit: number
  readonly keys: number
  /** The most keys it ever held. */
  readonly mostKeys: number
  readonly stretches: Chunked<Stretch>
}

export interface PoliciesState {
  /** By port. */
  readonly servers: readonly PolicyServer[]
  /** What was asked of the first server, which is what was asked of all; the keys it began with. */
  readonly asked: Chunked<string>
  readonly held: Chunked<string>
  /** Look-ups were let go: the best possible is not known any more. */
  readonly cut: boolean
  readonly at: number
}

/** Virtual µs of a stretch. */
const STRETCH = 1_000_000
const MOST_STRETCHES = 300
const MOST_ASKED = 20_000
const MOST_HELD = 5000

const initial: PoliciesState = {
  servers: [],
  asked: new Chunked(),
  held: new Chunked(),
  cut: false,
  at: 0,
}

/** Share of hits, 0 to 1; undefined: nobody asked. */
export const hitRatio = ({ gets, hits }: { gets: number; hits: number }): number | undefined =>
  gets === 0 ? undefined : hits / gets

/** The highest share of hits any policy could have had so far; undefined: not known. */
export const bestPossible = ({ servers, asked, held, cut }: PoliciesState): number | undefined => {
  if (cut || asked.length === 0) return undefined
  const room = Math.max(...servers.map(({ mostKeys }) => mostKeys))
  return bestHits(asked.last(asked.length), room, held.last(held.length)) / asked.length
}

const fresh = (name: string, port: number): PolicyServer => ({
  name,
  port,
  alive: true,
  policy: undefined,
  gets: 0,
  hits: 0,
  refused: 0,
  evicted: 0,
  used: 0,
  limit: 0,
  keys: 0,
  mostKeys: 0,
  stretches: new Chunked(),
})

const change = (
  state: PoliciesState,
  is: (server: PolicyServer) => boolean,
  by: (server: PolicyServer) => PolicyServer,
): PoliciesState => {
  const at = state.servers.findIndex(is)
  if (at < 0) return state
  return { ...state, servers: state.servers.with(at, by(state.servers[at]!)) }
}

const ready = (state: PoliciesState, event: TraceEvent): PoliciesState => {
  const { process, port } = event as unknown as { process: string; port: number }
  const others = state.servers.filter((server) => server.port !== port)
  const servers = [...others, fresh(process, port)].sort((a, b) => a.port - b.port)
  return { ...state, servers }
}

// ---- what the users tell ----------------------------------------------------------------------------

interface Report {
  readonly port: number
  readonly recent: { readonly gets: number; readonly hits: number; readonly refused: number }
}

const told = (state: PoliciesState, event: TraceEvent): PoliciesState => {
  const { port, recent } = event as unknown as Report
  const { at } = event
  return change(
    state,
    (server) => server.port === port,
    (server) => {
      const last = server.stretches.at(0)
      const goesOn =
        last !== undefined && Math.floor((last.at - 1) / STRETCH) === Math.floor((at - 1) / STRETCH)
      const stretch: Stretch = {
        at,
        gets: recent.gets + (goesOn ? last.gets : 0),
        hits: recent.hits + (goesOn ? last.hits : 0),
      }
      return {
        ...server,
        gets: server.gets + recent.gets,
        hits: server.hits + recent.hits,
        refused: server.refused + recent.refused,
        stretches: goesOn
          ? server.stretches.replace(0, stretch)
          : server.stretches.push(stretch, MOST_STRETCHES),
      }
    },
  )
}

/** The first server's look-ups; before the first of them, the keys it begins with. */
const asked = (state: PoliciesState, event: TraceEvent): PoliciesState => {
  if (event.process !== state.servers[0]?.name) return state
  if (event.type === 'key') {
    if (state.asked.length > 0 || event.value === null || state.held.length >= MOST_HELD) return state
    return { ...state, held: state.held.push(event.key as string) }
  }
  if (event.name !== 'get') return state
  const key = (event.keys as readonly string[])[0] ?? ''
  const cut = state.cut || state.asked.length >= MOST_ASKED
  return { ...state, asked: state.asked.push(key, MOST_ASKED), cut }
}

// ---- what the servers tell --------------------------------------------------------------------------

const ofServer = (server: PolicyServer, event: TraceEvent): PolicyServer => {
  switch (event.type) {
    case 'eviction.settings':
      return { ...server, policy: event.policy as EvictionPolicy, limit: event.limit as number }
    case 'eviction.victim':
      return { ...server, evicted: server.evicted + 1 }
    case 'memory': {
      const keys = event.keys as number
      const used = (event.used as number) - (event.notCounted as number)
      return { ...server, used, keys, mostKeys: Math.max(server.mostKeys, keys) }
    }
    default:
      return server
  }
}

const SERVER_EVENTS = new Set(['eviction.settings', 'eviction.victim', 'memory'])

const fold = (before: PoliciesState, event: TraceEvent): PoliciesState => {
  const { type, process } = event
  if (type === 'server.ready') return ready({ ...before, at: event.at }, event)
  if (type === 'process.ended')
    return change(
      before,
      ({ name }) => name === event.name,
      (server) => ({ ...server, alive: false }),
    )
  if (type === 'workload') return told({ ...before, at: event.at }, event)
  if (type === 'key' || type === 'command') return asked(before, event)
  if (!SERVER_EVENTS.has(type)) return before
  return change(
    { ...before, at: event.at },
    ({ name }) => name === process,
    (server) => ofServer(server, event),
  )
}

// ---- in words ---------------------------------------------------------------------------------------

/** Those whose users asked for something, the best first. */
export const ranked = ({ servers }: PoliciesState): PolicyServer[] =>
  servers.filter(({ gets }) => gets > 0).sort((a, b) => b.hits / b.gets - a.hits / a.gets)

const caption = (event: TraceEvent, state: PoliciesState, language: Language): Caption | undefined => {
  if (isSmallTalk(event)) return undefined
  const en = language === 'en'
  switch (event.type) {
    case 'server.ready':
      return readyCaption(event, language)
    case 'workload': {
      // All report at once: one sentence is enough.
      const last = state.servers.findLast(({ alive, policy }) => alive && policy !== undefined)
      if (last?.port !== event.port) return undefined
      const [best] = ranked(state)
      const worst = ranked(state).at(-1)
      if (best === undefined || worst === undefined || best === worst) return undefined
      const [high, low] = [hitRatio(best)!.toFixed(3), hitRatio(worst)!.toFixed(3)]
      return {
        event: en ? 'So far' : '지금까지',
        say: en
          ? `${best.policy} hits most, ${high}; ${worst.policy} least, ${low}.`
          : `${best.policy} 적중률이 가장 높다: ${high}. 가장 낮은 것은 ${worst.policy}: ${low}.`,
        counter: `keyspace_hits:${best.hits}`,
      }
    }
    case 'command': {
      // The users' own commands are counted, not told.
      if (event.name === 'get' || event.name === 'set') return undefined
      const port = state.servers.find(({ name }) => name === event.process)?.port
      const line = (event.reply as string).slice(1).split('\r\n', 1)[0] ?? ''
      const failed = (event.reply as string).startsWith('-')
      const where = port === undefined ? '' : ` :${port}`
      return {
        event: (event.name as string).toUpperCase().replace('|', ' '),
        say: failed
          ? en
            ? `Refused by${where}: ${line}`
            : `거부됨${where}: ${line}`
          : en
            ? `Run by${where}.`
            : `실행됨${where}.`,
      }
    }
    default:
      return undefined
  }
}

const mark = (event: TraceEvent): SceneMark | undefined => {
  if (isSmallTalk(event)) return undefined
  switch (event.type) {
    case 'command': {
      if (event.name === 'get' || event.name === 'set') return undefined
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    }
    case 'power.cut':
      return { mark: 'bolt', tone: 'lost' }
    case 'workload.done':
      return { mark: 'flag', tone: 'plain' }
    default:
      return undefined
  }
}

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['maxmemory-policy', 'port', 'hit ratio', 'gets', 'evicted', 'refused', 'used / maxmemory'],
  ko: ['maxmemory-policy', '포트', '적중률', 'GET', '축출', '거부', 'used / maxmemory'],
}

export const policies: Scene<PoliciesState> = {
  id: 'policies',
  initial,
  fold,
  caption,
  mark,
  describe: (state, language) => [
    HEADERS[language],
    ...state.servers.map((server) => [
      server.policy ?? '',
      String(server.port),
      hitRatio(server)?.toFixed(3) ?? '',
      String(server.gets),
      String(server.evicted),
      String(server.refused),
      `${server.used} / ${server.limit}`,
    ]),
  ],
}
