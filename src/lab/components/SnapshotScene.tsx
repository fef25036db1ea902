import { useComputed } from '@preact/signals'
import { snapshot } from '../scenes/snapshot.ts'
import type { SnapshotState } from '../scenes/snapshot.ts'
import { Mark } from './Mark.tsx'
import type { PartProps } from './parts.ts'
import { ModelTag, SceneFrame } from './scene-frame.tsx'
import { Plates } from './snapshot/Plates.tsx'
import { SavePoints } from './snapshot/SavePoints.tsx'
import css from './snapshot/snapshot.css?inline'
import { snapshotWords } from './snapshot/words.ts'
import type { SnapshotWords } from './snapshot/words.ts'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = snapshot

const Ram = ({ state, words }: { state: SnapshotState; words: SnapshotWords }) => {
  const { resident, ram } = state
  if (ram === 0) return null
  const megabytes = (bytes: number): string => `${(bytes / 1048576).toFixed(1)} MB`
  return (
    <p class="ram-line">
      <span>
        {words.ram}: {megabytes(ram)}
      </span>
      <progress max={ram} value={resident} aria-label={words.ram} />
      <span>
        {words.resident}: {megabytes(resident)}
      </span>
    </p>
  )
}

const Files = ({ state, words }: { state: SnapshotState; words: SnapshotWords }) => (
  <div class="snapshot-files">
    <b class="name">{words.files}</b>
    {state.files.size === 0 && <p>{words.noFiles}</p>}
    <ul lang="en">
      {[...state.files].map(([path, { size, synced }]) => (
        <li key={path} class={/temp-/.test(path) ? 'temporary' : undefined}>
          <Mark name="file" /> <b>{path}</b> {size.toLocaleString('en')} B
          {synced < size && ` (${words.synced}: ${synced.toLocaleString('en')} B)`}
        </li>
      ))}
    </ul>
  </div>
)

const Past = ({ state, words }: { state: SnapshotState; words: SnapshotWords }) => {
  const saves = state.saves.map(({ seq, how, size, keys }) => ({
    seq,
    how: how === 'failed' ? 'lost' : 'kept',
    text:
      how === 'failed'
        ? words.how.failed
        : `${words.how[how]}: ${size.toLocaleString('en')} B, ${keys.toLocaleString('en')} ${words.keys}`,
  }))
  const crashes = state.crashes.map(({ seq, lost }) => ({
    seq,
    how: 'lost',
    text: fill(words.crash, { n: lost }),
  }))
  const all = [...saves, ...crashes].sort((a, b) => a.seq - b.seq).slice(-6)
  if (all.length === 0) return null
  return (
    <div class="snapshot-past">
      <b class="name">{words.past}</b>
      <ol>
        {all.map(({ seq, how, text }) => (
          <li key={seq} class={how}>
            {text}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Save points, the fork with its pages, files, and what a crash cost. */
export const SnapshotScene = (props: PartProps) => {
  const { controller, store, t } = props
  const state = controller.fold(snapshot).value
  const now = useComputed(() => store.now.value + controller.epoch()).value
  const words = snapshotWords[t.parts.language]
  return (
    <SceneFrame
      {...props}
      scene={snapshot}
      class="snapshot"
      title={words.title}
      sub={fill(words.sub, { n: state.changes.toLocaleString('en') })}
      acts={<ModelTag words={t.parts.scene} note={words.model} />}
    >
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling drawing must take the keyboard */}
      <div class="snapshot-body" tabIndex={0} role="region" aria-label={words.title}>
        <SavePoints state={state} now={now} words={words} />
        <Plates state={state} words={words} />
        <Ram state={state} words={words} />
        <div class="snapshot-foot">
          <Files state={state} words={words} />
          <Past state={state} words={words} />
        </div>
      </div>
    </SceneFrame>
  )
}
