import type { EvictionState } from '../../scenes/eviction.ts'
import { ratioOf, recentReads, shownBy, wrongShare } from '../../scenes/eviction.ts'
import { counterAt, idleEnd, judgeOf } from '../../scenes/eviction-heat.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { human } from '../../scenes/memory.ts'
import { fill } from '../strings.ts'
import type { EvictionWords } from './words.ts'

/* Under the keys: what their colours mean, and how well it goes. */

interface Props {
  state: EvictionState
  words: EvictionWords
}

/** The ramp from one end to the other, and what stands beside it. */
export const Legend = ({ state, words, now }: Props & { now: number }) => {
  const by = shownBy(state)
  const [first, last] = words.ends[by]
  const end = fill(last, { n: idleEnd(state.cells.table(), now) })
  const strict = state.settings.policy.startsWith('volatile-')
  return (
    <p class="ev-legend">
      <span>{first}</span>
      <span class="ramp" aria-hidden="true">
        {[0, 1, 2, 3, 4, 5, 6].map((step) => (
          <i key={step} style={{ background: `var(--i${step})` }} />
        ))}
      </span>
      <span>{end}</span>
      {strict && (
        <span>
          <i class="safe" aria-hidden="true" /> {words.safe}
        </span>
      )}
      {state.evicted > 0 && (
        <span>
          <i class="dot" aria-hidden="true" /> {words.fallen}
        </span>
      )}
    </p>
  )
}

interface ChosenProps extends Props {
  /** The key of the chosen cell. */
  name: string
  /** Virtual µs since 1970. */
  now: number
  read: () => void
}

/** What is known of one key. */
export const Chosen = ({ state, words, name, now, read }: ChosenProps) => {
  const row = state.cells.get(name)
  if (row === undefined) return null
  const facts = [`${words.idle} ${Math.max(0, Math.round((now - row.used) / 1e6))}\u2009${words.seconds}`]
  if (judgeOf(state.settings) === 'lfu')
    facts.push(`${words.counter} ${counterAt(row, now, state.settings.lfuDecayTime)}`)
  if (row.expireAt < Infinity)
    facts.push(
      `${words.left} ${Math.max(0, Math.round(row.expireAt / 1000 - now / 1e6))}\u2009${words.seconds}`,
    )
  return (
    <p class="ev-legend chosen">
      <code lang="en">{readable(name, 24)}</code> <span>{facts.join(', ')}</span>
      <button type="button" class="scene-act" lang="en" onClick={read}>
        GET
      </button>
    </p>
  )
}

const Gauge = ({ state, words }: Props) => {
  const { used, settings } = state
  const { limit } = settings
  const share = limit === 0 ? 0 : Math.min(1, used / limit)
  return (
    <div class={limit > 0 && used > limit ? 'gauge over' : 'gauge'}>
      <dt>{words.gauge}</dt>
      <dd>
        {used === 0 ? '–' : human(used)} / {limit === 0 ? words.noLimit : human(limit)}
        <i aria-hidden="true">
          <i style={{ inlineSize: `${share * 100}%` }} />
        </i>
      </dd>
    </div>
  )
}

const Coin = ({ state, words }: Props) => {
  const { toss } = state
  if (toss === undefined || judgeOf(state.settings) !== 'lfu') return null
  const { key, decayed, after, odds } = toss
  return (
    <div class={after > decayed ? 'coin raised' : 'coin'}>
      <dt>
        {words.toss}: <span lang="en">{readable(key, 14)}</span>
      </dt>
      <dd>
        {decayed} → {after} <small>{fill(words.odds, { odds })}</small>
        <i class="bits" aria-hidden="true">
          {[128, 64, 32, 16, 8, 4, 2, 1].map((bit) => (
            <i key={bit} class={after & bit ? 'one' : undefined} />
          ))}
        </i>
      </dd>
    </div>
  )
}

/** Gauge, hit ratio, wrong victims, counts. */
export const Figures = ({ state, words }: Props) => {
  const hits = ratioOf(state.reads)
  const recent = recentReads(state)
  const wrong = wrongShare(state)
  return (
    <dl class="ev-figures">
      <Gauge state={state} words={words} />
      <div>
        <dt>{words.hits}</dt>
        <dd>
          {hits?.toFixed(3) ?? '–'}{' '}
          {recent.gets > 0 && (
            <small>
              {fill(words.hitsRecent, { n: recent.gets })} {ratioOf(recent)!.toFixed(3)}
            </small>
          )}
        </dd>
      </div>
      <div title={words.wrongNote}>
        <dt>{words.wrong}</dt>
        <dd>{wrong ?? '–'}</dd>
      </div>
      <div>
        <dt>{words.evicted}</dt>
        <dd>{state.evicted.toLocaleString('en')}</dd>
      </div>
      {state.refused > 0 && (
        <div class="refused">
          <dt>{words.refused}</dt>
          <dd>{state.refused.toLocaleString('en')}</dd>
        </div>
      )}
      <Coin state={state} words={words} />
    </dl>
  )
}
