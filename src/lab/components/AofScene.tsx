import { useComputed } from '@preact/signals'
import { aof } from '../scenes/aof.ts'
import type { AofState } from '../scenes/aof.ts'
import css from './aof/aof.css?inline'
import { Gantt } from './aof/Gantt.tsx'
import { Ledger } from './aof/Ledger.tsx'
import { Stations } from './aof/Stations.tsx'
import { aofWords } from './aof/words.ts'
import type { AofWords } from './aof/words.ts'
import type { PartProps } from './parts.ts'
import { ModelTag, SceneFrame, Try } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = aof

const Off = ({ controller, words }: { controller: PartProps['controller']; words: AofWords }) => (
  <p class="nothing">
    {words.off} <Try controller={controller} line="CONFIG SET appendonly yes" />
  </p>
)

const Drawn = ({ state, now, words }: { state: AofState; now: number; words: AofWords }) => (
  // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling drawing must take the keyboard
  <div class="aof-body" tabIndex={0} role="region" aria-label={words.title}>
    <Stations state={state} words={words} />
    <Gantt state={state} now={now} words={words} />
    <Ledger state={state} words={words} />
  </div>
)

/** Buffer, page cache, disk; who was answered, and what a crash would take. */
export const AofScene = (props: PartProps) => {
  const { controller, store, t } = props
  const state = controller.fold(aof).value
  const now = useComputed(() => store.now.value + controller.epoch()).value
  const words = aofWords[t.parts.language]
  const nothing = !state.on && state.crashes.length === 0
  return (
    <SceneFrame
      {...props}
      scene={aof}
      class="aof"
      title={words.title}
      sub={nothing ? '' : fill(words.sub, { policy: state.policy })}
      acts={!nothing && <ModelTag words={t.parts.scene} note={words.model} />}
    >
      {nothing ? (
        <Off controller={controller} words={words} />
      ) : (
        <Drawn state={state} now={now} words={words} />
      )}
    </SceneFrame>
  )
}
