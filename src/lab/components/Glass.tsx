import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { BenchController, BenchStore } from './bench-store.ts'
import { partAt } from './parts.ts'
import type { Part } from './parts.ts'
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

/** A controller whose scenes stand on another branch. */
const onBranch = (controller: BenchController, branch: string): BenchController =>
  Object.create(controller, {
    fold: { value: (scene: Parameters<BenchController['fold']>[0]) => controller.fold(scene, branch) },
  }) as BenchController

/** The same scene twice, the branch shown and another one, at the same instant. */
const Compared = ({
  Scene,
  store,
  controller,
  t,
}: Omit<Props, 'poster' | 'controller'> & { Scene: Part; controller: BenchController }) => {
  const [here, there] = [store.branch.value, store.compared.value]
  const other = useMemo(() => onBranch(controller, there), [controller, there])
  const nameOf = (id: string): string => store.branches.value.find((branch) => branch.id === id)?.name ?? id
  return (
    <div class="compared">
      <section aria-label={nameOf(here)}>
        <h2>{nameOf(here)}</h2>
        <Scene store={store} controller={controller} t={t} />
      </section>
      <section aria-label={nameOf(there)}>
        <h2>{nameOf(there)}</h2>
        <Scene key={there} store={store} controller={other} t={t} />
      </section>
    </div>
  )
}

/** The scene and, under it, one sentence on what the last event did. */
export const Glass = ({ store, controller, t, poster }: Props) => {
  const Scene = partAt('scene').value
  const { event, say, counter } = store.caption.value
  const status = store.status.value
  const { compared, branch, branches } = store
  const comparing =
    compared.value !== '' &&
    compared.value !== branch.value &&
    branches.value.some((each) => each.id === compared.value)
  return (
    <div class="glass" id="scene">
      <div class="scene" role="group" aria-label={t.scene} aria-describedby="caption">
        {Scene && controller && comparing ? (
          <Compared Scene={Scene} store={store} controller={controller} t={t} />
        ) : Scene && controller ? (
          <Scene store={store} controller={controller} t={t} />
        ) : (
          poster
        )}
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
