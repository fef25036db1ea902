/** Exercises by lesson, loaded when a lesson is opened: `src/exercises/<slug>.ts`. */
import type { Exercise, LessonExercises, Prediction } from '../exercises/exercise.ts'

interface Practice {
  readonly exercises?: readonly Exercise[]
  readonly predictions?: readonly Prediction[]
}

type Loaders = Readonly<Record<string, () => Promise<Practice>>>

const files = (import.meta as unknown as { glob: (pattern: readonly string[]) => Loaders }).glob([
  '../exercises/*.ts',
  '!../exercises/exercise.ts',
  '!../exercises/run.ts',
  '!../exercises/view.ts',
])

/** The exercises and predictions of a lesson, by its slug; undefined: it has none. */
export const lessonExercises = async (slug: string): Promise<LessonExercises | undefined> => {
  const practice = await files[`../exercises/${slug}.ts`]?.()
  return practice && { exercises: practice.exercises ?? [], predictions: practice.predictions ?? [] }
}
