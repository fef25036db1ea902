import { lessons } from '../../../content/course.ts'
import type { PlacedLesson } from '../../../content/course.ts'
import type { ReferenceEntry } from '../../redis/command/reference.ts'
import type { Language } from '../i18n/index.ts'
import { lessonSource } from '../written.ts'

/** The lessons whose runnable blocks type a command. */
export const lessonsUsing = async (entry: ReferenceEntry, language: Language): Promise<PlacedLesson[]> => {
  const typed = new RegExp(`^\\S*> ${entry.name}( |$)`, 'm')
  const sources = await Promise.all(lessons.map((lesson) => lessonSource(lesson.path, language)))
  return lessons.filter((_, index) => typed.test(sources[index]!))
}
