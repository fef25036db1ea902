import Exercise from './Exercise.astro'
import Figure from './Figure.astro'
import Mark from './Mark.astro'
import Note from './Note.astro'
import Predict from './Predict.astro'
import Run from './Run.astro'
import Term from './Term.astro'

/** What lessons may use without importing it. */
export const lessonComponents = { Exercise, Figure, Mark, Note, Predict, Run, Term }
