import type { Candidate } from '../../../redis/eviction/events.ts'
import type { EvictionState, Victim } from '../../scenes/eviction.ts'
import { POOL_SIZE, shownBy } from '../../scenes/eviction.ts'
import { reducedMotion } from '../device.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { Mark } from '../Mark.tsx'
import type { EvictionWords } from './words.ts'

/* The sampled keys as cards, and the pool they go on to: sixteen slots, the best candidate at the end. */

type By = 'lru' | 'lfu' | 'ttl'

/** What a candidate is judged by: seconds idle, the counter, seconds left. */
export const numberOf = (by: By, { idle, counter, ttl }: Candidate): number =>
  by === 'lfu'
    ? (counter ?? 255 - idle)
    : by === 'ttl'
      ? Math.max(0, Math.round((ttl ?? 0) / 1000))
      : Math.round(idle / 1000)

export const victimNumber = (by: By, { idle, counter, ttl }: Victim): number =>
  by === 'lfu' ? (counter ?? 0) : Math.max(0, Math.round((by === 'ttl' ? (ttl ?? 0) : idle) / 1000))

/** Share of a bar that a number takes: counters by their logarithm. */
const shareOf = (by: By, value: number, most: number): number =>
  by === 'lfu' ? Math.log2(1 + value) / 8 : most === 0 ? 0 : value / most

interface Slot {
  readonly id: string
  readonly key: string
  readonly value: number
  readonly kind: 'plain' | 'entered' | 'victim' | 'vacant'
}

/** Sixteen slots as they are drawn: the pool, and at its end the victim that falls out. */
export const slotsOf = (state: EvictionState): Slot[] => {
  const by = shownBy(state)
  const { pool, victim, sample } = state
  const entered = new Set(sample?.entered)
  const seen = new Map<string, number>()
  const slots: Slot[] = pool.map((place) => {
    const again = seen.get(place.key) ?? 0
    seen.set(place.key, again + 1)
    const kind = entered.has(place.key) ? 'entered' : 'plain'
    return { id: `${place.key} ${again}`, key: place.key, value: numberOf(by, place), kind }
  })
  if (victim?.from === 'pool')
    slots.push({
      id: `victim ${victim.seq}`,
      key: victim.key,
      value: victimNumber(by, victim),
      kind: 'victim',
    })
  for (let i = slots.length; i < POOL_SIZE; i++) slots.push({ id: `${i}`, key: '', value: 0, kind: 'vacant' })
  return slots.slice(-POOL_SIZE)
}

/** In slots lower than this only every other number has room, px. */
const DENSE = 13

interface PoolProps {
  state: EvictionState
  words: EvictionWords
  /** Height of a slot, px; undefined: they stand side by side. */
  row: number | undefined
  /** Candidates are seen to move to their slots; when time runs too fast for that a slot takes what comes. */
  settles: boolean
}

export const Pool = ({ state, words, row, settles }: PoolProps) => {
  const by = shownBy(state)
  const slots = slotsOf(state)
  const most = Math.max(1, ...slots.map(({ value }) => value))
  const unit = words.unit[by]
  return (
    <ol
      class={row === undefined ? 'ev-pool upright' : row < DENSE ? 'ev-pool dense' : 'ev-pool'}
      style={row === undefined ? {} : { height: `${row * POOL_SIZE}px` }}
      aria-label={`${words.pool}, ${words.poolNote[by]}`}
    >
      {slots.map(({ id, key, value, kind }, i) => (
        <li
          key={settles ? id : i}
          class={kind}
          style={{
            '--share': shareOf(by, value, most),
            ...(row === undefined ? {} : { top: `${i * row}px`, height: `${row}px` }),
          }}
          title={key === '' ? undefined : readable(key)}
        >
          <span class="index">{i}</span>
          <i class="bar" aria-hidden="true" />
          <b>{kind === 'vacant' ? '' : `${value}${kind === 'victim' && unit ? `\u2009${unit}` : ''}`}</b>
        </li>
      ))}
    </ol>
  )
}

interface FallingProps {
  victim: Victim
  words: EvictionWords
  by: By
  settles: boolean
}

/** What left last. */
export const Falling = ({ victim, words, by, settles }: FallingProps) => (
  <p key={settles ? victim.seq : 0} class={settles && !reducedMotion() ? 'ev-victim falls' : 'ev-victim'}>
    <Mark name="victim" />
    <span lang="en">{readable(victim.key, 22)}</span>
    <small>
      {victimNumber(by, victim)}
      {words.unit[by] && `\u2009${words.unit[by]}`}
    </small>
  </p>
)

interface CardProps {
  candidate: Candidate
  kind: 'entered' | 'rejected' | 'victim' | 'waiting'
  by: By
  top: number
  height: number
  words: EvictionWords
}

/** A sampled key; under LFU its counter also as eight bits of a logarithm. */
export const Card = ({ candidate, kind, by, top, height, words }: CardProps) => {
  const value = numberOf(by, candidate)
  return (
    <li class={`ev-card ${kind}`} style={{ top: `${top}px`, height: `${height}px` }}>
      <span lang="en">{readable(candidate.key, 16)}</span>
      <b>
        {value}
        {words.unit[by] && `\u2009${words.unit[by]}`}
      </b>
      {by === 'lfu' && <i class="log" style={{ '--share': shareOf('lfu', value, 0) }} aria-hidden="true" />}
    </li>
  )
}
