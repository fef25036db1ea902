import { discarded, recovery } from '../scenes/recovery.ts'
import type { ReadFile, Start } from '../scenes/recovery.ts'
import type { PartProps } from './parts.ts'
import css from './recovery/recovery.css?inline'
import { recoveryWords } from './recovery/words.ts'
import type { RecoveryWords } from './recovery/words.ts'
import { SceneFrame } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = recovery

/* Each file is a bar of its bytes: solid what was read, hatched what was thrown away, a cross where reading ended. */

const said = (file: ReadFile, words: RecoveryWords): string => {
  const { refused, kind, count, expired } = file
  if (refused !== undefined)
    return refused.offset === undefined ? words.refusedSomewhere : fill(words.refused, { at: refused.offset })
  const read = fill(kind === 'aof' ? words.commands : words.keys, { n: count.toLocaleString('en') })
  const lost = discarded(file)
  return [
    read,
    ...(expired > 0 ? [fill(words.expired, { n: expired })] : []),
    ...(lost > 0 ? [fill(words.discarded, { n: lost })] : []),
  ].join(' · ')
}

const Bar = ({ file }: { file: ReadFile }) => {
  const { size = 0, cutAt, refused } = file
  const read = refused === undefined ? (cutAt ?? size) : (refused.offset ?? 0)
  const share = size === 0 ? (refused === undefined ? 1 : 0) : Math.min(1, read / size)
  return (
    <span class={`file-bar${refused === undefined ? '' : ' refused'}`} aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}

const One = ({ start, n, words }: { start: Start; n: number; words: RecoveryWords }) => (
  <section class={`start ${start.outcome}`}>
    <p class="start-head">
      <b>{fill(words.start, { n })}</b> <em>{words.outcome[start.outcome]}</em>
    </p>
    {start.files.length === 0 && <p>{words.noFiles}</p>}
    <ul>
      {start.files.map((file, i) => (
        <li key={i}>
          <b lang="en">
            {file.file}
            {file.size !== undefined && ` · ${file.size.toLocaleString('en')} B`}
          </b>
          <Bar file={file} />
          <span>{said(file, words)}</span>
          {file.refused !== undefined && <code lang="en">{file.refused.why}</code>}
        </li>
      ))}
    </ul>
    {start.outcome === 'ready' && start.keys > 0 && (
      <p>{fill(words.came, { n: start.keys.toLocaleString('en') })}</p>
    )}
  </section>
)

/** Each start of the server and what became of its files. */
export const RecoveryScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(recovery).value
  const words = recoveryWords[t.parts.language]
  return (
    <SceneFrame {...props} scene={recovery} class="recovery" title={words.title} sub={words.sub}>
      {state.starts.length === 0 ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling drawing must take the keyboard
        <div class="recovery-body" tabIndex={0} role="region" aria-label={words.title}>
          {state.starts
            .map((start, i) => <One key={start.seq} start={start} n={i + 1} words={words} />)
            .reverse()}
        </div>
      )}
    </SceneFrame>
  )
}
