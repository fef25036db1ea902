import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { BenchController, BenchStore } from './bench-store.ts'
import { device } from './device.ts'
import { Mark } from './Mark.tsx'
import { Rich } from './Rich.tsx'
import { page, setPrediction } from './page-store.ts'
import { isTyping } from './shortcuts.ts'
import type { BenchStrings } from './strings.ts'

/** One step of a lesson told to a room: a sentence, an instant to show, a prediction to vote on. */
export interface Cue {
  say: string
  /** Virtual seconds. */
  at?: number
  vote?: { id: string; question: string; options: readonly { id: string; label: string }[]; lock: string }
}

interface Props {
  cues: readonly Cue[]
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
}

type Mode = { on: Signal<boolean>; at: Signal<number>; drawer: Signal<boolean>; blank: Signal<boolean> }

const root = (): DOMStringMap => document.documentElement.dataset

/** Light by default: projectors wash dark grounds out. What the room changes is remembered. */
const enter = (mode: Mode): void => {
  root().themeBefore = root().theme ?? ''
  root().theme = device.presentTheme.value
  root().mode = 'present'
  mode.on.value = true
}

const leave = (mode: Mode): void => {
  device.presentTheme.value = root().theme === 'dark' ? 'dark' : 'light'
  root().theme = root().themeBefore || 'light'
  delete root().themeBefore
  delete root().mode
  mode.on.value = false
  mode.blank.value = false
  mode.drawer.value = false
}

const goTo = (mode: Mode, cues: readonly Cue[], index: number): void => {
  mode.at.value = Math.max(0, Math.min(cues.length - 1, index))
  const at = cues[mode.at.value]?.at
  if (at !== undefined) page.bench.value?.seek(at * 1e6)
}

const KEYS: Record<string, (mode: Mode, cues: readonly Cue[]) => void> = {
  ArrowRight: (mode, cues) => goTo(mode, cues, mode.at.value + 1),
  PageDown: (mode, cues) => goTo(mode, cues, mode.at.value + 1),
  ArrowLeft: (mode, cues) => goTo(mode, cues, mode.at.value - 1),
  PageUp: (mode, cues) => goTo(mode, cues, mode.at.value - 1),
  t: (mode) => {
    mode.drawer.value = !mode.drawer.value
    if (mode.drawer.value) page.bench.value?.focusTerminal()
  },
  b: (mode) => (mode.blank.value = !mode.blank.value),
  Escape: (mode) => (mode.drawer.value ? (mode.drawer.value = false) : leave(mode)),
}

const useKeys = (mode: Mode, cues: readonly Cue[]): void => {
  useEffect(() => {
    const toggle = () => (mode.on.value ? leave(mode) : enter(mode))
    const press = (event: KeyboardEvent) => {
      if (!mode.on.value || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) && event.key !== 'Escape') return
      const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      act(mode, cues)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    document.addEventListener('bench:present', toggle)
    document.addEventListener('keydown', press, { capture: true })
    return () => {
      document.removeEventListener('bench:present', toggle)
      document.removeEventListener('keydown', press, { capture: true })
    }
  }, [])
}

/** A prediction for the whole room: the teacher clicks the class's choice, then locks it in. */
const Vote = ({
  vote,
  controller,
}: {
  vote: NonNullable<Cue['vote']>
  controller: BenchController | undefined
}) => {
  const choice = useSignal('')
  const state = page.predictions.value.get(vote.id)
  const lock = () => {
    setPrediction(vote.id, { choice: choice.value })
    controller?.runPrediction(vote.id)
  }
  return (
    <div class="vote">
      <p>
        <Rich text={vote.question} />
      </p>
      <div>
        {vote.options.map((option) => (
          <button
            key={option.id}
            type="button"
            class={state?.outcome === option.id ? 'happened' : ''}
            aria-pressed={(state?.choice ?? choice.value) === option.id}
            disabled={state !== undefined}
            onClick={() => (choice.value = option.id)}
          >
            {state?.outcome === option.id && <Mark name="check" />}
            {option.label}
          </button>
        ))}
      </div>
      {!state && (
        <button type="button" class="btn p l" disabled={!choice.value || !controller} onClick={lock}>
          <Mark name="play" />
          {vote.lock}
        </button>
      )}
    </div>
  )
}

/** The strip above the scene for a room: which step, and its one sentence. */
export const Present = ({ cues, controller, t }: Props) => {
  const mode: Mode = {
    on: useSignal(false),
    at: useSignal(0),
    drawer: useSignal(false),
    blank: useSignal(false),
  }
  useKeys(mode, cues)
  if (!mode.on.value) return null
  const cue = cues[mode.at.value]
  root().drawer = mode.drawer.value ? 'terminal' : ''
  return (
    <>
      <div class="cue" role="group" aria-label={t.cues}>
        <span class="count">
          {mode.at.value + 1} / {Math.max(1, cues.length)}
        </span>
        <p aria-live="polite">{cue?.say}</p>
        <button
          type="button"
          class="tool"
          aria-label={t.previousCue}
          onClick={() => goTo(mode, cues, mode.at.value - 1)}
        >
          <Mark name="back" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={t.nextCue}
          onClick={() => goTo(mode, cues, mode.at.value + 1)}
        >
          <Mark name="next" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={t.leave}
          title={t.presentKeys}
          onClick={() => leave(mode)}
        >
          <Mark name="close" />
        </button>
      </div>
      {cue?.vote && <Vote key={cue.vote.id} vote={cue.vote} controller={controller} />}
      {mode.blank.value && <div class="blank" />}
    </>
  )
}
