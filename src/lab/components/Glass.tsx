import type { ComponentChildren } from 'preact'
import type { BenchController, BenchStore } from './bench-store.ts'
import { partAt } from './parts.ts'
import type { BenchStrings } from './strings.ts'

interface Props {
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
  poster: ComponentChildren
}

const Failure = ({ store, controller, t }: Omit<Props, 'poster'>) => {
  const copy = () => controller && navigator.clipboard.writeText(controller.report())
  return (
    <div class="failure" role="alert">
      <b>{t.failedTitle}</b>
      <p>{store.statusText.value || t.failedText}</p>
      <button type="button" class="btn s" onClick={copy}>
        {t.copyReport}
      </button>
      <button type="button" class="btn s" onClick={() => controller?.stepBack()}>
        {t.backOneEvent}
      </button>
    </div>
  )
}

/** The scene and, under it, one sentence on what the last event did. */
export const Glass = ({ store, controller, t, poster }: Props) => {
  const Scene = partAt('scene').value
  const { event, say, counter } = store.caption.value
  const status = store.status.value
  return (
    <div class="glass" id="scene">
      <div class="scene" role="group" aria-label={t.scene} aria-describedby="caption">
        {Scene && controller ? <Scene store={store} controller={controller} t={t} /> : poster}
      </div>
      {status === 'failed' && <Failure store={store} controller={controller} t={t} />}
      {(status === 'starting' || status === 'rebuilding') && store.statusText.value && (
        <p class="status">{store.statusText.value}</p>
      )}
      <p class="caption" id="caption">
        <b>{event}</b>
        <span>{say}</span>
        {counter && <code>{counter}</code>}
      </p>
    </div>
  )
}
