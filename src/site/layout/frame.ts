import type {} from '@astrojs/starlight'
import { lessonAt } from '../../../content/course.ts'
import type { PlacedLesson } from '../../../content/course.ts'
import { languageOf, strings } from '../i18n/index.ts'

/*
 * Which frame a page stands in: a lesson beside its bench, a wide page without sidebars, or Starlight's own
 * reference page.
 */
export type Frame = 'lesson' | 'wide' | 'doc'

type Route = App.Locals['starlightRoute']

/** The lesson a page is; undefined for every other page. */
export const lessonOf = (route: Route): PlacedLesson | undefined =>
  route.entry.data.headline === undefined ? undefined : lessonAt(route.id)

export const frameOf = (route: Route): Frame => (lessonOf(route) ? 'lesson' : route.entry.data.frame)

export const words = (route: Route) => {
  const language = languageOf(route.locale)
  return { language, t: strings(language) }
}
