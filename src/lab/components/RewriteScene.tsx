import { grownBy, rewrite, sheets, STAGES } from '../scenes/rewrite.ts'
import type { RewriteState, Sheet } from '../scenes/rewrite.ts'
import type { PartProps } from './parts.ts'
import { Plates } from './rewrite/Plates.tsx'
import css from './rewrite/rewrite.css?inline'
import { Tail } from './rewrite/Tail.tsx'
import { rewriteWords } from './rewrite/words.ts'
import type { RewriteWords } from './rewrite/words.ts'
import { SceneFrame, Try } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = rewrite

const sized = (bytes: number): string =>
  bytes >= 1048576 ? `${+(bytes / 1048576).toFixed(1)} MB` : `${bytes.toLocaleString('en')} B`

const Stages = ({ state, words }: { state: RewriteState; words: RewriteWords }) => {
  const { stage, child, outcome, failures, before, after } = state
  const at = stage === undefined ? -1 : STAGES.indexOf(stage)
  return (
    <div class="rewrite-stages">
      <ol>
        {STAGES.map((each, i) => (
          <li
            key={each}
            class={i === at ? 'now' : i < at ? 'past' : undefined}
            aria-current={i === at ? 'step' : undefined}
          >
            {words.stages[each]}
          </li>
        ))}
      </ol>
      {child === undefined && (
        <p>
          {words.idle}
          {outcome === 'ok' && after !== undefined && (
            <b>
              {' '}
              ·{' '}
              {fill(words.shrunk, { before: before.toLocaleString('en'), after: after.toLocaleString('en') })}
            </b>
          )}
          {outcome === 'err' && <b class="err"> · {fill(words.err, { n: failures })}</b>}
        </p>
      )}
    </div>
  )
}

const Row = ({ sheet, largest, words }: { sheet: Sheet; largest: number; words: RewriteWords }) => (
  <tr class={`sheet type-${sheet.type}`}>
    <td class="order">{sheet.order ?? ''}</td>
    <th scope="row" lang="en">
      {sheet.name}
    </th>
    <td>{words.types[sheet.type]}</td>
    <td class="size">
      <i style={{ width: `${(sheet.size / Math.max(1, largest)) * 100}%` }} aria-hidden="true" />
      <span>{sheet.size.toLocaleString('en')}</span>
    </td>
  </tr>
)

const Files = ({ state, words }: { state: RewriteState; words: RewriteWords }) => {
  const all = sheets(state)
  const largest = Math.max(...all.map(({ size }) => size))
  return (
    <table class="sheets" key={state.swaps}>
      <caption>
        <b lang="en">{words.manifest}</b> {state.swaps > 0 && fill(words.swaps, { n: state.swaps })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.order}</th>
          <th scope="col">{words.file}</th>
          <th scope="col">{words.type}</th>
          <th scope="col">{words.bytes}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((sheet) => (
          <Row key={sheet.name} sheet={sheet} largest={largest} words={words} />
        ))}
      </tbody>
    </table>
  )
}

const Growth = ({ state, words }: { state: RewriteState; words: RewriteWords }) => {
  const { growth } = state
  const n = grownBy(state)
  if (growth === undefined || n === undefined) return null
  const { percentage, minimum, current } = growth
  if (percentage === 0) return <p class="scene-note">{words.never}</p>
  const said = fill(words.grown, { n: n.toLocaleString('en'), limit: percentage, min: sized(minimum) })
  return (
    <div class="growth">
      <p class="scene-note">
        <b>{words.growth}</b> {said}
      </p>
      <div class="bars">
        <progress
          max={percentage}
          value={Math.max(0, Math.min(n, percentage))}
          aria-label={`${words.growth}: ${said}`}
        />
        <progress max={Math.max(1, minimum)} value={Math.min(current, minimum)} aria-label={sized(current)} />
        <span>
          {sized(current)} / {sized(minimum)}
        </span>
      </div>
    </div>
  )
}

/** Stages of the rewrite, the files in load order, the manifest, and how near the next one is. */
export const RewriteScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(rewrite).value
  const words = rewriteWords[t.parts.language]
  const nothing = !state.on && state.manifest.length === 0 && state.stage === undefined
  const loaded = sheets(state).filter(({ order }) => order !== undefined).length
  return (
    <SceneFrame
      {...props}
      scene={rewrite}
      class="rewrite"
      title={words.title}
      sub={nothing ? '' : fill(words.sub, { n: loaded })}
    >
      {nothing ? (
        <p class="nothing">
          {words.off} <Try controller={controller} line="CONFIG SET appendonly yes" />
        </p>
      ) : (
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling drawing must take the keyboard
        <div class="rewrite-body" tabIndex={0} role="region" aria-label={words.title}>
          <Stages state={state} words={words} />
          <Plates state={state} words={words} />
          <div class="rewrite-files">
            <Files state={state} words={words} />
            <Tail state={state} words={words} />
          </div>
          <Growth state={state} words={words} />
        </div>
      )}
    </SceneFrame>
  )
}
