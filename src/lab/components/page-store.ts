import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { BenchController, BenchStore } from './bench-store.ts'

/** Where benches keep their recordings between visits, as texts by the bench's id; the site hands it in. */
export interface BenchMemory {
  load(id: string): string | undefined
  save(id: string, text: string): void
  /** Puts away what can't be read, where the learner can download it. */
  setAside(id: string, why: 'corrupt' | 'newer'): void
}

/*
 * What the islands of one page share: the bench and its controller once it runs, the state of exercises and
 * predictions, the word of the prose that points at the scene. One page, one store: the module is the store.
 */

export interface Text {
  en: string
  ko: string
}

export interface GoalState {
  id: string
  met: boolean
  /** What the world holds now and why, for the first unmet goal. */
  now?: Text
}

export interface ExerciseState {
  exerciseId: string
  goals: readonly GoalState[]
}

export interface PredictionState {
  /** The option locked in; `skipped` for those who only want to see. */
  choice: string
  /** The option that happened, once the stretch has played. */
  outcome?: string
}

export const page = {
  bench: signal<BenchController | undefined>(undefined),
  store: signal<BenchStore | undefined>(undefined),
  exercises: signal<ReadonlyMap<string, ExerciseState>>(new Map()),
  predictions: signal<ReadonlyMap<string, PredictionState>>(new Map()),
  memory: signal<BenchMemory | undefined>(undefined),
  /** Name of the thing in the scene that the pointer or the focus names in the prose. */
  lit: signal(''),
}

const withEntry = <V>(map: Signal<ReadonlyMap<string, V>>, key: string, value: V): void => {
  map.value = new Map(map.value).set(key, value)
}

/** Called by the controller after each event that changed a goal. */
export const setExercise = (state: ExerciseState): void => withEntry(page.exercises, state.exerciseId, state)

export const setPrediction = (id: string, state: PredictionState): void =>
  withEntry(page.predictions, id, state)

/** The running bench announces itself here; cards wait for it. */
export const connectBench = (store: BenchStore, controller: BenchController): void => {
  page.store.value = store
  page.bench.value = controller
}
