import { lessons } from '../../content/course.ts'
import type { Language } from './i18n/index.ts'

/*
 * Which lessons are written, and their text, read from the files themselves: pages must know it before Astro's
 * content layer has handed them a route.
 */

const sources = import.meta.glob<string>('/content/docs/**/*.mdx', { query: '?raw', import: 'default' })

const fileOf = (path: string, language: Language): string =>
  `/content/docs/${language === 'ko' ? 'ko/' : ''}${path}.mdx`

/** Paths of the lessons that are written in a language. */
export const writtenLessons = (language: Language): ReadonlySet<string> =>
  new Set(lessons.filter((each) => fileOf(each.path, language) in sources).map((each) => each.path))

/** The source of a lesson; empty when it is not written. */
export const lessonSource = async (path: string, language: Language): Promise<string> =>
  (await sources[fileOf(path, language)]?.()) ?? ''
