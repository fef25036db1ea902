/**
 * How keys run out: rings that drain by the clock, the keys that are past their time but still in memory,
 * and the rounds of the active cycle that frees them.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { readable } from './keyspace-captions.ts'
import type { Caption, Language, Scene } from './scene.ts'

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

export interface ExpiryState {
  readonly db: number
  readonly keys: ReadonlyMap<string, ExpiringKey>
  /** Keys without an expiry. */
  readonly lasting: ReadonlySet<string>
  readonly rounds: readonly Round[]
  /** Keys freed from memory since the start. */
  readonly freed: number
  readonly lastFreed: string | undefined
  readonly at: number
}

const KEPT_ROUNDS = 200

const initial: ExpiryState = {
  db: 0,
  keys: new Map(),
  lasting: new Set(),
  rounds: [],
  freed: 0,
  lastFreed: undefined,
  at: 0,
}

/** Keys past their expiry at a virtual instant (µs) that memory still holds. */
export const stale = (state: ExpiryState, now: number): number => {
  let count = 0
  for (const { expireAt } of state.keys.values()) if (expireAt < now / 1000) count++
  return count
}

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  if (!map.has(key)) return map
  const copy = new Map(map)
  copy.delete(key)
  return copy
}

const change = (state: ExpiryState, key: string, value: KeyState | null): ExpiryState => {
  const lasting = new Set(state.lasting)
  lasting.delete(key)
  if (value === null) return { ...state, keys: without(state.keys, key), lasting }
  if (value.expireAt === null) {
    lasting.add(key)
    return { ...state, keys: without(state.keys, key), lasting }
  }
  const old = state.keys.get(key)
  const from = old?.expireAt === value.expireAt ? old.from : state.at / 1000
  return { ...state, keys: new Map(state.keys).set(key, { key, expireAt: value.expireAt, from }), lasting }
}

const fold = (before: ExpiryState, event: TraceEvent): ExpiryState => {
  const state = { ...before, at: event.at }
  switch (event.type) {
    case 'key':
      return event.db === state.db
        ? change(state, event.key as string, event.value as KeyState | null)
        : state
    case 'key.removed': {
      if (event.db !== state.db) return state
      const key = event.key as string
      const gone = change(state, key, null)
      return event.why === 'expired' ? { ...gone, freed: state.freed + 1, lastFreed: key } : gone
    }
    case 'expire.cycle': {
      const round = event as unknown as Round
      const rounds = [
        ...state.rounds,
        {
          at: event.at,
          sampled: round.sampled,
          expired: round.expired,
          again: round.again,
          timeLimit: round.timeLimit,
        },
      ]
      return { ...state, rounds: rounds.length > KEPT_ROUNDS ? rounds.slice(-KEPT_ROUNDS) : rounds }
    }
    case 'db.flushed':
    case 'server.ready':
      return { ...initial, at: event.at, freed: state.freed }
    default:
      return state
  }
}

const caption = (event: TraceEvent, state: ExpiryState, language: Language): Caption | undefined => {
  const en = language === 'en'
  const counter = `expired_keys:${state.freed}`
  if (event.type === 'expire.cycle') {
    const share = `${String(event.expired)} / ${String(event.sampled)}`
    const more =
      event.timeLimit === true
        ? en
          ? 'out of time'
          : '시간을 다 썼다'
        : event.again === true
          ? en
            ? 'over 10 %: again'
            : '10 % 초과: 한 번 더'
          : en
            ? 'stop'
            : '멈춘다'
    return {
      event: en ? 'Active cycle' : '능동 만료',
      counter,
      say: en
        ? `${share} sampled keys were past their time: ${more}.`
        : `표본 ${share}개가 시간이 지났다: ${more}.`,
    }
  }
  if (event.type === 'key.removed' && event.why === 'expired') {
    const key = readable(event.key as string)
    return {
      event: key,
      counter,
      say: en ? `${key} was past its time and is freed now.` : `${key}: 시간이 지나 이제 지워졌다.`,
    }
  }
  if (event.type !== 'command') return undefined
  const name = (event.name as string).toUpperCase().replace('|', ' ')
  const key = (event.keys as readonly string[])[0]
  if (key === undefined)
    return { event: name, counter, say: en ? 'No key was named.' : '이름을 댄 키가 없다.' }
  const expiring = state.keys.get(key)
  const shown = readable(key)
  if (expiring !== undefined) {
    const left = `${((expiring.expireAt - event.at / 1000) / 1000).toFixed(1)} s`
    return { event: name, counter, say: en ? `${shown} has ${left} left.` : `${shown}: ${left} 남았다.` }
  }
  return {
    event: name,
    counter,
    say: state.lasting.has(key)
      ? en
        ? `${shown} has no expiry.`
        : `${shown}: 만료 시간이 없다.`
      : en
        ? `${shown} is not there.`
        : `${shown}: 없다.`,
  }
}

export const expiry: Scene<ExpiryState> = {
  id: 'expiry',
  initial,
  fold,
  caption,
  mark: (event) => {
    if (event.type === 'command')
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    if (event.type === 'key.removed' && event.why === 'expired') return { mark: 'victim', tone: 'risk' }
    return undefined
  },
  describe: (state, language) => [
    language === 'ko' ? ['키', '남은 시간(초)'] : ['key', 'seconds left'],
    ...[...state.keys.values()]
      .slice(0, 200)
      .map(({ key, expireAt }) => [key, ((expireAt - state.at / 1000) / 1000).toFixed(1)]),
  ],
}
