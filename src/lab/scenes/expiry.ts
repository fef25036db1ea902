/**
 * How keys run out: rings that drain by the clock, the keys that are past their time but still in memory,
 * and the rounds of the active cycle that frees them.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { expiryCaption } from './expiry-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Scene } from './scene.ts'
import { VersionedMap } from './versioned-map.ts'

export interface ExpiringKey {
  readonly key: string
  /** Unix ms. */
  readonly expireAt: number
  /** Unix ms at which the expiry was set: a full ring. */
  readonly from: number
}

/** One round of the active cycle. */
export interface Round {
  readonly at: number
  readonly sampled: number
  readonly expired: number
  readonly again: boolean
  readonly timeLimit: boolean
}

/** All rounds of one cron tick. */
export interface Tick {
  readonly at: number
  readonly rounds: readonly Round[]
}

export interface ExpiryState {
  /** The process whose keys these are; empty until it is known. */
  readonly server: string
  readonly alive: boolean
  readonly db: number
  readonly keys: VersionedMap<ExpiringKey>
  /** Keys without an expiry. */
  readonly lasting: VersionedMap<true>
  /** Keys drawn as rings, each in its place. */
  readonly named: readonly string[]
  readonly rounds: readonly Round[]
  /** The keys the last round looked at, and when. */
  readonly sampled: readonly string[]
  readonly sampledAt: number
  /** Keys freed from memory since the start: when somebody asked for them, by the active cycle, not yet told. */
  readonly lazy: number
  readonly active: number
  readonly untold: number
  readonly lastFreed: string | undefined
  readonly at: number
}

const KEPT_ROUNDS = 200
const MOST_NAMED = 12

const initial: ExpiryState = {
  server: '',
  alive: false,
  db: 0,
  keys: new VersionedMap(),
  lasting: new VersionedMap(),
  named: [],
  rounds: [],
  sampled: [],
  sampledAt: 0,
  lazy: 0,
  active: 0,
  untold: 0,
  lastFreed: undefined,
  at: 0,
}

/** Keys freed from memory since the start. */
export const freed = ({ lazy, active, untold }: ExpiryState): number => lazy + active + untold

/** Keys past their expiry at a virtual instant (µs since 1970) that memory still holds. */
export const stale = (state: ExpiryState, now: number): number => {
  let count = 0
  state.keys.forEach(({ expireAt }) => {
    if (expireAt < now / 1000) count++
  })
  return count
}

/** The last rounds, those of one cron tick together. */
export const ticksOf = (state: ExpiryState): readonly Tick[] => {
  const ticks: { at: number; rounds: Round[] }[] = []
  for (const round of state.rounds) {
    const last = ticks.at(-1)
    if (last?.at === round.at) last.rounds.push(round)
    else ticks.push({ at: round.at, rounds: [round] })
  }
  return ticks
}

const without = (state: ExpiryState, key: string): ExpiryState => ({
  ...state,
  keys: state.keys.without(key),
  lasting: state.lasting.without(key),
  named: state.named.includes(key) ? state.named.filter((name) => name !== key) : state.named,
})

/** One of a crowd: `coupon:17`. */
const isNumbered = (key: string): boolean => /\d$/.test(key)

/** A key gets a ring while there is room; one with a name of its own takes the place of one of a crowd. */
const withName = (named: readonly string[], key: string): readonly string[] => {
  if (named.includes(key)) return named
  if (named.length < MOST_NAMED) return [...named, key]
  const crowd = isNumbered(key) ? -1 : named.findIndex(isNumbered)
  return crowd === -1 ? named : named.with(crowd, key)
}

const change = (state: ExpiryState, key: string, value: KeyState): ExpiryState => {
  if (value.expireAt === null) {
    const gone = state.keys.has(key) ? without(state, key) : state
    return { ...gone, lasting: gone.lasting.with(key, true) }
  }
  const old = state.keys.get(key)
  const from = old?.expireAt === value.expireAt ? old.from : state.at / 1000
  return {
    ...state,
    keys: state.keys.with(key, { key, expireAt: value.expireAt, from }),
    lasting: state.lasting.without(key),
    named: withName(state.named, key),
  }
}

const withRound = (state: ExpiryState, event: TraceEvent): ExpiryState => {
  const { at, sampled, expired, again, timeLimit } = event as unknown as Round
  const rounds = [...state.rounds, { at, sampled, expired, again, timeLimit }]
  return {
    ...state,
    rounds: rounds.length > KEPT_ROUNDS ? rounds.slice(-KEPT_ROUNDS) : rounds,
    sampled: (event.keys as readonly string[] | undefined) ?? [],
    sampledAt: at,
    active: state.active + expired,
    untold: Math.max(0, state.untold - expired),
  }
}

const ofServer = (state: ExpiryState, event: TraceEvent): ExpiryState => {
  switch (event.type) {
    case 'key': {
      if (event.db !== state.db) return state
      const value = event.value as KeyState | null
      const key = event.key as string
      return value === null ? without(state, key) : change(state, key, value)
    }
    case 'key.removed': {
      if (event.db !== state.db) return state
      const key = event.key as string
      const gone = without(state, key)
      return event.why === 'expired' ? { ...gone, untold: state.untold + 1, lastFreed: key } : gone
    }
    case 'expire.cycle':
      return withRound(state, event)
    case 'command':
      // What went since the last round was freed because somebody asked for it.
      return { ...state, lazy: state.lazy + state.untold, untold: 0 }
    case 'db.flushed':
      return { ...state, keys: initial.keys, lasting: initial.lasting, named: [] }
    default:
      return state
  }
}

const SERVER_EVENTS = new Set(['key', 'key.removed', 'expire.cycle', 'command', 'db.flushed'])

const fold = (before: ExpiryState, event: TraceEvent): ExpiryState => {
  const state = { ...before, at: event.at }
  if (event.type === 'server.ready') {
    if (state.alive && state.server !== event.process) return state
    return { ...initial, at: event.at, server: event.process, alive: true }
  }
  if (event.type === 'process.ended' && event.name === state.server)
    return { ...initial, at: event.at, server: state.server }
  if (!SERVER_EVENTS.has(event.type)) return state
  if (state.server === '') return ofServer({ ...state, server: event.process, alive: true }, event)
  return event.process === state.server ? ofServer(state, event) : state
}

export const expiry: Scene<ExpiryState> = {
  id: 'expiry',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : expiryCaption(event, state, language),
  mark: (event) => {
    if (isSmallTalk(event)) return undefined
    if (event.type === 'command')
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    if (event.type === 'key.removed' && event.why === 'expired') return { mark: 'expired', tone: 'risk' }
    return undefined
  },
  describe: (state, language) => [
    language === 'ko' ? ['키', '남은 시간(초)'] : ['key', 'seconds left'],
    ...state.keys
      .values()
      .sort((a, b) => a.expireAt - b.expireAt)
      .slice(0, 200)
      .map(({ key, expireAt }) => [key, ((expireAt - state.at / 1000) / 1000).toFixed(1)]),
  ],
}
