import type { ReadonlySignal } from '@preact/signals'
import { fill } from './strings.ts'
import type { PartStrings } from './part-strings.ts'

const R = 7.5
const ROUND = 2 * Math.PI * R

/** Seconds as TTL rounds them, and in words that fit beside a ring. */
export const timeLeft = (ms: number): string => {
  const seconds = Math.floor((ms + 500) / 1000)
  if (seconds < 120) return `${seconds}\u2009s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)}\u2009m`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}\u2009h` : `${Math.floor(seconds / 86_400)}\u2009d`
}

interface Props {
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  /** Virtual µs since 1970: a full ring. */
  from: number
  /** Unix ms. */
  expireAt: number
  words: PartStrings['keyspace']
}

/** What is left of a key's time: a ring that drains clockwise; past its time a dashed one. */
export const TimeRing = ({ now, from, expireAt, words }: Props) => {
  const left = expireAt - now.value / 1000
  const share = Math.max(0, Math.min(1, left / Math.max(1, expireAt - from / 1000)))
  const past = left < 0
  const said = past ? words.pastTtl : fill(words.ttlLeft, { seconds: Math.floor((left + 500) / 1000) })
  return (
    <span class={past ? 'ring past' : 'ring'} title={said}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle class="whole" cx="10" cy="10" r={R} />
        {!past && (
          <circle
            class="left"
            cx="10"
            cy="10"
            r={R}
            stroke-dasharray={`${share * ROUND} ${ROUND}`}
            transform="rotate(-90 10 10)"
          />
        )}
      </svg>
      <b aria-hidden="true">{past ? timeLeft(0) : timeLeft(left)}</b>
      <span class="unseen">{said}</span>
    </span>
  )
}
