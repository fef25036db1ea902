/**
 * Eviction: all keys by what the policy judges them by, the keys it sampled, the pool of the best sixteen, the victim,
 * and where an exact policy would have ranked it.
 */
import type { Candidate, EvictionPolicy, PooledCandidate } from '../../redis/eviction/events.ts'
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { evictionCaption } from './eviction-captions.ts'
import { counterAt, judgeOf, rankOf } from './eviction-heat.ts'
import type { Judge, Rank, Settings } from './eviction-heat.ts'
import { readable } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { VersionedCells } from './versioned-cells.ts'

export interface Sample {
  readonly seq: number
  readonly from: 'main' | 'expires'
  readonly keys: readonly Candidate[]
  /** Those that found a place in the pool, once it was told. */
  readonly entered: readonly string[] | undefined
}

export interface Victim {
  readonly seq: number
  /** Virtual µs since 1970. */
  readonly at: number
  readonly key: string
  readonly from: 'pool' | 'random'
  readonly by: Judge
  /** ms, and what else it was judged by, when it entered the pool. */
  readonly idle: number
  readonly counter: number | undefined
  /** ms it had left when it went. */
  readonly ttl: number | undefined
  /** By the exact policy; of a random one, by exact LRU. */
  readonly rank: Rank | undefined
  /** It was outside the best quarter. */
  readonly wrong: boolean
}

/** A toss of an LFU counter's coin. */
export interface Toss {
  readonly seq: number
  readonly key: string
  readonly before: number
  readonly decayed: number
  readonly after: number
  readonly odds: number
}

export interface Refusal {
  readonly seq: number
  readonly at: number
  readonly command: string
}

interface Reads {
  readonly gets: number
  readonly hits: number
}

export interface EvictionState {
  /** The process whose keys these are; empty until it is known. */
  readonly server: string
  readonly alive: boolean
  readonly settings: Settings
  /** Keys of database 0. */
  readonly cells: VersionedCells
  readonly sample: Sample | undefined
  /** As it is in the server: worst first. */
  readonly pool: readonly PooledCandidate[]
  /** Keys the pool held that were gone when their turn came, since the last sample. */
  readonly ghosts: readonly string[]
  readonly victim: Victim | undefined
  /** Cells of the last victims, newest last. */
  readonly fallen: readonly number[]
  /** Of the last hundred victims whose rank is known, which were wrong. */
  readonly judged: readonly boolean[]
  /** Keys evicted since the start. */
  readonly evicted: number
  readonly refused: number
  readonly refusal: Refusal | undefined
  readonly toss: Toss | undefined
  /** GETs since the policy was set, and the last ones in buckets. */
  readonly reads: Reads
  readonly recent: readonly Reads[]
  /** `seq` of the last command and of the one before. */
  readonly command: number
  readonly commandBefore: number
  /** How the last GET went. */
  readonly lastRead: { readonly seq: number; readonly key: string; readonly hit: boolean } | undefined
  /** Bytes that count against the limit. */
  readonly used: number
  readonly at: number
  readonly seq: number
}

export const POOL_SIZE = 16
const BUCKET = 50
const BUCKETS = 10
const JUDGED = 100
const FALLEN = 48
/** A victim beyond this share of the best is called wrong. */
const RIGHT_SHARE = 0.25
const MINUTE = 60_000_000

const initial: EvictionState = {
  server: '',
  alive: false,
  settings: { policy: 'noeviction', limit: 0, samples: 5, lfuLogFactor: 10, lfuDecayTime: 1 },
  cells: new VersionedCells(),
  sample: undefined,
  pool: [],
  ghosts: [],
  victim: undefined,
  fallen: [],
  judged: [],
  evicted: 0,
  refused: 0,
  refusal: undefined,
  toss: undefined,
  reads: { gets: 0, hits: 0 },
  recent: [],
  command: 0,
  commandBefore: 0,
  lastRead: undefined,
  used: 0,
  at: 0,
  seq: 0,
}

/** Share of hits, 0 to 1; undefined: nobody asked. */
export const ratioOf = ({ gets, hits }: Reads): number | undefined => (gets === 0 ? undefined : hits / gets)

/** Of the last GETs. */
export const recentReads = ({ recent }: EvictionState): Reads =>
  recent.reduce((sum, { gets, hits }) => ({ gets: sum.gets + gets, hits: sum.hits + hits }), {
    gets: 0,
    hits: 0,
  })

/** Wrong victims in a hundred of the last ones; undefined: none was judged. */
export const wrongShare = ({ judged }: EvictionState): number | undefined =>
  judged.length === 0 ? undefined : Math.round((judged.filter(Boolean).length / judged.length) * 100)

/** By what keys are coloured: with no policy, or a random one, by idle time. */
export const shownBy = (state: EvictionState): 'lru' | 'lfu' | 'ttl' => {
  const judge = judgeOf(state.settings)
  return judge === 'lfu' || judge === 'ttl' ? judge : 'lru'
}

// ---- keys -------------------------------------------------------------------------------------------

const changed = (state: EvictionState, event: TraceEvent): EvictionState => {
  const key = event.key as string
  const value = event.value as KeyState | null
  if (value === null) return gone(state, key)
  const old = state.cells.get(key)
  const idle = (event.idle as number | undefined) ?? 0
  const row = {
    used: idle === 0 ? event.at : (old?.used ?? event.at - idle * 1000),
    counter: (event.counter as number | undefined) ?? old?.counter ?? 0,
    minute: Math.floor(event.at / MINUTE),
    expireAt: value.expireAt ?? Infinity,
  }
  return { ...state, cells: state.cells.put(key, row) }
}

const gone = (state: EvictionState, key: string): EvictionState => {
  const cells = state.cells.without(key)
  return cells === state.cells ? state : { ...state, cells }
}

const withCommand = (state: EvictionState, { seq }: TraceEvent): EvictionState => ({
  ...state,
  command: seq,
  commandBefore: state.command,
})

/** Commands that look at keys without using them (LOOKUP_NOTOUCH). */
const ASIDE = /^(object\||debug|(p?ttl|p?expiretime|exists|type)$)/

const touched = (state: EvictionState, event: TraceEvent): EvictionState => {
  if (event.db !== 0 || ASIDE.test(event.name as string)) return state
  let { cells } = state
  for (const key of event.keys as readonly string[]) {
    const row = cells.get(key)
    if (row !== undefined && row.used !== event.at) cells = cells.put(key, { ...row, used: event.at })
  }
  return cells === state.cells ? state : { ...state, cells }
}

const tossed = (state: EvictionState, event: TraceEvent): EvictionState => {
  const { key, before, decayed, after, odds } = event as unknown as Toss
  const row = state.cells.get(key)
  const minute = Math.floor(event.at / MINUTE)
  const cells =
    row === undefined ? state.cells : state.cells.put(key, { ...row, used: event.at, counter: after, minute })
  return { ...state, cells, toss: { seq: event.seq, key, before, decayed, after, odds } }
}

// ---- reads ------------------------------------------------------------------------------------------

const more = ({ gets, hits }: Reads, hit: boolean): Reads => ({ gets: gets + 1, hits: hits + (hit ? 1 : 0) })

const read = (state: EvictionState, event: TraceEvent): EvictionState => {
  const reply = event.reply as string
  if (event.name !== 'get' || reply.startsWith('-')) return state
  const hit = !reply.startsWith('$-1') && !reply.startsWith('_')
  const last = state.recent.at(-1)
  const recent =
    last === undefined || last.gets >= BUCKET
      ? [...state.recent, more({ gets: 0, hits: 0 }, hit)].slice(-BUCKETS)
      : state.recent.with(-1, more(last, hit))
  const key = (event.keys as readonly string[])[0] ?? ''
  return { ...state, reads: more(state.reads, hit), recent, lastRead: { seq: event.seq, key, hit } }
}

// ---- eviction ---------------------------------------------------------------------------------------

const sampled = (state: EvictionState, event: TraceEvent): EvictionState => {
  const { from, keys } = event as unknown as Sample
  return {
    ...state,
    sample: { seq: event.seq, from, keys, entered: undefined },
    ghosts: [],
    victim: undefined,
  }
}

const pooled = (state: EvictionState, event: TraceEvent): EvictionState => {
  const pool = event.pool as readonly PooledCandidate[]
  const { sample } = state
  if (sample === undefined) return { ...state, pool }
  const times = (places: readonly PooledCandidate[], key: string): number =>
    places.filter((place) => place.key === key).length
  const entered = sample.keys.map(({ key }) => key).filter((key) => times(pool, key) > times(state.pool, key))
  return { ...state, pool, sample: { ...sample, entered } }
}

const evicted = (state: EvictionState, event: TraceEvent): EvictionState => {
  const { key, from, idle, used } = event as unknown as Victim & { readonly used: number }
  const settings = { ...state.settings, policy: event.policy as EvictionPolicy }
  const by = judgeOf(settings)
  const table = state.cells.table()
  const rank = event.db === 0 ? rankOf(table, key, settings, event.at) : undefined
  const wrong = rank !== undefined && rank.rank > Math.max(1, rank.of * RIGHT_SHARE)
  const slot = event.db === 0 ? table.slots.get(key) : undefined
  const row = state.cells.get(key)
  const place = from === 'pool' ? state.pool.at(-1) : undefined
  const pooledHere = place?.key === key
  const victim: Victim = {
    seq: event.seq,
    at: event.at,
    key,
    from,
    by,
    idle: by === 'lru' ? idle : row === undefined ? 0 : (event.at - row.used) / 1000,
    counter:
      by === 'lfu' ? (place?.counter ?? (row && counterAt(row, event.at, settings.lfuDecayTime))) : undefined,
    ttl: row === undefined || row.expireAt === Infinity ? undefined : row.expireAt - event.at / 1000,
    rank,
    wrong,
  }
  return {
    ...state,
    pool: pooledHere ? state.pool.slice(0, -1) : state.pool,
    sample: from === 'random' ? undefined : state.sample,
    victim,
    fallen: slot === undefined ? state.fallen : [...state.fallen, slot].slice(-FALLEN),
    judged: rank === undefined ? state.judged : [...state.judged, wrong].slice(-JUDGED),
    evicted: state.evicted + 1,
    used,
  }
}

const ghost = (state: EvictionState, event: TraceEvent): EvictionState => ({
  ...state,
  pool: state.pool.slice(0, -1),
  ghosts: [...state.ghosts, event.key as string],
})

const set = (state: EvictionState, event: TraceEvent): EvictionState => {
  const { policy, limit, samples, lfuLogFactor, lfuDecayTime } = event as unknown as Settings
  const settings = { policy, limit, samples, lfuLogFactor, lfuDecayTime }
  if (policy === state.settings.policy) return { ...state, settings }
  // Another policy is judged anew.
  const { reads, recent, judged } = initial
  return { ...state, settings, reads, recent, judged, sample: undefined, victim: undefined, toss: undefined }
}

const ofServer = (state: EvictionState, event: TraceEvent): EvictionState => {
  switch (event.type) {
    case 'key':
      return event.db === 0 ? changed(state, event) : state
    case 'key.removed':
      return event.db === 0 ? gone(state, event.key as string) : state
    case 'db.flushed':
    case 'db.swapped':
      return { ...state, cells: new VersionedCells(), sample: undefined, victim: undefined }
    case 'command':
      return read(touched(withCommand(state, event), event), event)
    case 'lfu.touched':
      return event.db === 0 ? tossed(state, event) : state
    case 'eviction.settings':
      return set(state, event)
    case 'eviction.sample':
      return sampled(state, event)
    case 'eviction.pool':
      return pooled(state, event)
    case 'eviction.ghost':
      return ghost(state, event)
    case 'eviction.victim':
      return evicted(state, event)
    case 'eviction.done':
      return { ...state, used: event.used as number }
    case 'eviction.oom': {
      const refusal = { seq: event.seq, at: event.at, command: event.command as string }
      return { ...state, refused: state.refused + 1, refusal, used: event.used as number }
    }
    case 'memory':
      return { ...state, used: (event.used as number) - (event.notCounted as number) }
    default:
      return state
  }
}

const SERVER_EVENTS = new Set([
  'key',
  'key.removed',
  'db.flushed',
  'db.swapped',
  'command',
  'memory',
  'lfu.touched',
])

/** Each history has a table of its own. */
const fresh = ({ at, seq }: TraceEvent, server: string): EvictionState => ({
  ...initial,
  cells: new VersionedCells(),
  at,
  seq,
  server,
})

const fold = (before: EvictionState, event: TraceEvent): EvictionState => {
  const { type } = event
  if (type === 'server.ready') {
    if (before.alive && before.server !== event.process) return before
    return { ...fresh(event, event.process), alive: true }
  }
  if (type === 'process.ended' && event.name === before.server) return fresh(event, before.server)
  if (!SERVER_EVENTS.has(type) && !type.startsWith('eviction.')) return before
  const state = { ...before, at: event.at, seq: event.seq }
  if (state.server === '') return ofServer({ ...fresh(event, event.process), alive: true }, event)
  return event.process === state.server ? ofServer(state, event) : state
}

// ---- in words ---------------------------------------------------------------------------------------

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'key', 'idle (s)', 'counter', 'time left (s)'],
  ko: ['', '키', '쉰 시간(초)', '카운터', '남은 시간(초)'],
}

const describe = (state: EvictionState, language: Language): string[][] => {
  const ko = language === 'ko'
  const { settings, sample, pool, victim } = state
  const by = judgeOf(settings)
  const left = (ttl: number | undefined): string => (ttl === undefined ? '' : (ttl / 1000).toFixed(1))
  const rowOf = (what: string, { key, idle, counter, ttl }: Candidate): string[] => [
    what,
    readable(key),
    by === 'lru' ? String(Math.round(idle / 1000)) : '',
    counter === undefined ? '' : String(counter),
    left(ttl),
  ]
  const sum = (name: string, value: number | string | undefined): string[] => [
    name,
    value === undefined ? '' : String(value),
    '',
    '',
    '',
  ]
  const hits = ratioOf(state.reads)
  return [
    [...HEADERS[language]],
    sum('maxmemory-policy', settings.policy),
    sum('used / maxmemory', `${state.used} / ${settings.limit}`),
    sum('evicted_keys', state.evicted),
    sum(ko ? 'GET 적중률' : 'hit ratio of GET', hits?.toFixed(3)),
    sum(ko ? '잘못 고른 희생자 / 100' : 'wrong victims in 100', wrongShare(state)),
    sum(ko ? '거부된 명령' : 'refused commands', state.refused),
    ...(sample?.keys ?? []).map((each) => rowOf(ko ? '표본' : 'sample', each)),
    ...pool.map((each, i) => rowOf(`${ko ? '풀' : 'pool'} ${i}`, each)),
    ...(victim === undefined ? [] : [rowOf(ko ? '희생자' : 'victim', victim as Candidate)]),
  ]
}

const mark = (event: TraceEvent, state: EvictionState): SceneMark | undefined => {
  if (isSmallTalk(event)) return undefined
  switch (event.type) {
    case 'command': {
      if ((event.reply as string).startsWith('-')) return { mark: 'command', tone: 'lost' }
      if (state.lastRead?.seq !== event.seq) return { mark: 'command', tone: 'plain' }
      return state.lastRead.hit ? { mark: 'hit', tone: 'kept' } : { mark: 'miss', tone: 'risk' }
    }
    case 'eviction.sample':
      return { mark: 'sample', tone: 'plain' }
    case 'eviction.pool':
      return { mark: 'pool', tone: 'plain' }
    case 'eviction.victim':
      return { mark: 'victim', tone: 'lost' }
    case 'power.cut':
      return { mark: 'bolt', tone: 'lost' }
    case 'process.ended':
      return event.name === state.server ? { mark: 'kill', tone: 'lost' } : undefined
    default:
      return undefined
  }
}

export const eviction: Scene<EvictionState> = {
  id: 'eviction',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : evictionCaption(event, state, language),
  mark,
  describe,
}

const byServer = new Map<string, Scene<EvictionState>>()

/** The same of one server among several, by the name of its process. */
export const evictionOf = (server: string): Scene<EvictionState> => {
  const known = byServer.get(server)
  if (known !== undefined) return known
  const own: Scene<EvictionState> = {
    ...eviction,
    id: `eviction of ${server}`,
    fold: (state, event) =>
      event.process === server || (event.type === 'process.ended' && event.name === server)
        ? fold(state, event)
        : state,
  }
  byServer.set(server, own)
  return own
}
