import { fragmentation, human, memory, partsOf } from '../scenes/memory.ts'
import type { MemoryState, Parts } from '../scenes/memory.ts'
import { ScrollArea } from './areas.tsx'
import css from './memory/memory.css?inline'
import { Shelves, SHADES } from './memory/Shelves.tsx'
import { memoryWords } from './memory/words.ts'
import type { MemoryWords } from './memory/words.ts'
import type { PartProps } from './parts.ts'
import { Down, ModelTag, SceneFrame } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = memory

const ORDER = ['used', 'holes', 'dirty', 'rest'] as const
const TRY = ['MEMORY PURGE', 'CONFIG SET active-defrag-ignore-bytes 100kb activedefrag yes']

/** The bar is as long as the most the process held, or its limit; what went back leaves it empty. */
const Bar = ({ state, parts, words }: { state: MemoryState; parts: Parts; words: MemoryWords }) => {
  const { reading, history, ram } = state
  const { limit, rss } = reading!
  const peak = history.last(history.length).reduce((most, moment) => Math.max(most, moment.rss), 0)
  const whole = Math.max(peak, rss, limit)
  const share = (bytes: number): string => `${(100 * bytes) / whole}%`
  return (
    <>
      <h4>{words.bar}</h4>
      <div class="me-bar" aria-hidden="true">
        {ORDER.map((name) => (
          <i key={name} class={name} style={{ width: share(parts[name]) }} />
        ))}
        {limit > 0 && <i class="limit" style={{ left: share(limit) }} />}
      </div>
      <dl class="me-parts">
        {ORDER.map((name) => (
          <div key={name}>
            <dt>
              <i class={`me-swatch ${name}`} aria-hidden="true" />
              {words.parts[name]}
            </dt>
            <dd>{human(parts[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{words.rss}</dt>
          <dd>{human(rss)}</dd>
        </div>
        {limit > 0 && (
          <div>
            <dt>{words.limit}</dt>
            <dd>{human(limit)}</dd>
          </div>
        )}
        {ram !== undefined && (
          <div>
            <dt>{words.ram}</dt>
            <dd>{human(ram)}</dd>
          </div>
        )}
        {state.lazy.pending > 0 && (
          <div>
            <dt>{words.lazy}</dt>
            <dd>{state.lazy.pending}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

/** used_memory and used_memory_rss as they went, virtual seconds from left to right. */
const Line = ({ state, words }: { state: MemoryState; words: MemoryWords }) => {
  const moments = state.history.last(state.history.length)
  const first = moments[0]?.at ?? 0
  const length = Math.max(1e6, (moments.at(-1)?.at ?? 0) - first)
  const most = Math.max(1, ...moments.map(({ rss }) => rss))
  const points = (of: 'used' | 'rss'): string =>
    moments
      .map((each) => `${((each.at - first) / length) * 100},${(40 * (1 - each[of] / most) + 2).toFixed(2)}`)
      .join(' ')
  return (
    <svg class="me-line" viewBox="0 0 100 44" preserveAspectRatio="none" role="img" aria-label={words.line}>
      <polyline class="rss" points={points('rss')} />
      <polyline points={points('used')} />
    </svg>
  )
}

const Drawn = ({
  state,
  words,
  controller,
}: {
  state: MemoryState
  words: MemoryWords
  controller: PartProps['controller']
}) => {
  const parts = partsOf(state)
  if (parts === undefined) return <p class="nothing">{words.none}</p>
  return (
    <ScrollArea class="me-body" label={words.title}>
      <Bar state={state} parts={parts} words={words} />
      <Line state={state} words={words} />
      <h4>
        {words.shelves}
        <span class="me-legend">
          {words.empty}&nbsp;
          {SHADES.map((shade) => (
            <i key={shade} style={{ background: shade }} />
          ))}
          &nbsp;{words.full}
        </span>
      </h4>
      <Shelves bins={state.bins} words={words} />
      <p class="me-acts">
        {words.acts}
        {TRY.map((line) => (
          <button
            key={line}
            type="button"
            class="code"
            lang="en"
            onClick={() => controller.typeInto(0, line, false)}
          >
            {line}
          </button>
        ))}
      </p>
    </ScrollArea>
  )
}

/** RAM of the process by what it is for, and the allocator's pages. */
export const MemoryScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(memory).value
  const words = memoryWords[t.parts.language]
  const ratio = fragmentation(state)
  return (
    <SceneFrame
      {...props}
      scene={memory}
      class="memory"
      title={words.title}
      sub={ratio === undefined ? '' : fill(words.sub, { ratio: ratio.toFixed(2) })}
      acts={<ModelTag words={t.parts.scene} note={words.model} />}
    >
      {!state.alive && state.server !== '' ? (
        <Down words={t.parts.scene} name={state.server} />
      ) : (
        <Drawn state={state} words={words} controller={controller} />
      )}
    </SceneFrame>
  )
}
