import { h, render } from 'preact'
import { ExerciseCard } from '../../src/lab/components/ExerciseCard.tsx'
import type { ExerciseCardProps } from '../../src/lab/components/ExerciseCard.tsx'
import { PredictCard } from '../../src/lab/components/PredictCard.tsx'
import type { PredictCardProps } from '../../src/lab/components/PredictCard.tsx'
import { en } from '../../src/site/i18n/en.ts'

export const prediction: PredictCardProps = {
  id: 'survives',
  question: 'Three keys, no dump and no log. After a power cut, what does `DBSIZE` print?',
  options: [
    { id: 'a', text: '3' },
    { id: 'b', text: '0' },
    { id: 'c', text: 'It depends on the last save' },
  ],
  because: 'Nothing was on disk: `save ""` and `appendonly no`.',
  t: en.cards,
}

export const exercise: ExerciseCardProps = {
  id: 'forget',
  language: 'en',
  title: 'three keys and a power cut',
  task: 'Fill the memory, then watch it forget.',
  goals: [
    { id: 'three', text: 'Three keys are set' },
    { id: 'visits', text: '`visits` holds `1`' },
    { id: 'empty', text: 'After the power cut and a restart `DBSIZE` is 0' },
  ],
  hints: ['Look at the keyspace.', '`SET visits 1`', 'Type these, then press Cut power.'],
  solution: ['SET visits 1', 'SET a 1', 'SET b 2'],
  t: en.cards,
}

/** Both cards in an element, the prediction above the exercise. */
export const mountCards = (host: Element): void =>
  render([h(PredictCard, prediction), h(ExerciseCard, exercise)], host)
