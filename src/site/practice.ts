import type { Exercise, LessonExercises, Play, Prediction } from '../exercises/exercise.ts'

/*
 * Every lesson's exercises and predictions, by id, as the pages place them.
 */

const files = import.meta.glob<Partial<LessonExercises>>('../exercises/*.ts', { eager: true })

const index = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> => {
  const map = new Map<string, T>()
  for (const item of items) {
    if (map.has(item.id)) throw new Error(`two exercises or predictions share the id "${item.id}"`)
    map.set(item.id, item)
  }
  return map
}

const all = Object.values(files)
const exercises = index(all.flatMap((file) => file.exercises ?? []))
const predictions = index(all.flatMap((file) => file.predictions ?? []))

const found = <T>(map: ReadonlyMap<string, T>, id: string, what: string): T => {
  const item = map.get(id)
  if (!item) throw new Error(`no ${what} "${id}" in src/exercises`)
  return item
}

export const exerciseOf = (id: string): Exercise => found(exercises, id, 'exercise')
export const predictionOf = (id: string): Prediction => found(predictions, id, 'prediction')

/** The exercises of a lesson's file, for the instructor page; `slug` is the file's name. */
export const exercisesOf = (slug: string): readonly Exercise[] =>
  files[`../exercises/${slug}.ts`]?.exercises ?? []

/** The lines a solution types, for the last hint and the instructor page. */
export const typedLines = (plays: readonly Play[]): string[] =>
  plays.flatMap((play) => ('line' in play ? [play.line] : []))
