import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Mark } from './Mark.tsx'
import { page, setExercise } from './page-store.ts'
import type { GoalState } from './page-store.ts'
import { Rich } from './Rich.tsx'
import { fill } from './strings.ts'
import type { CardStrings } from './strings.ts'

export interface ExerciseCardProps {
  id: string
  language: 'en' | 'ko'
  title: string
  /** What to do, in a sentence or two. */
  task: string
  goals: readonly { id: string; text: string }[]
  hints: readonly string[]
  /** The lines that solve it, typed out in the last hint. */
  solution: readonly string[]
  /** It runs in a world other than the page's: it must be started before it watches. */
  own?: boolean
  t: CardStrings
}

/** Ids of the predictions that stand above an element on the page. */
const predictionsAbove = (element: Element): string[] =>
  [...document.querySelectorAll<HTMLElement>('.card.predict')]
    .filter((card) => card.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    .map((card) => card.dataset.id ?? '')

/** The next card, or the way out of the lesson. */
const goNext = (card: Element | null): void => {
  const stops = [...document.querySelectorAll<HTMLElement>('.card, .lesson-next')]
  const next = stops[stops.indexOf(card as HTMLElement) + 1]
  next?.scrollIntoView({ block: 'center' })
  next?.querySelector<HTMLElement>('a, button, input')?.focus({ preventScroll: true })
}

const GoalRow = ({
  text,
  state,
  now,
  t,
}: {
  text: string
  state: GoalState | undefined
  now: string | undefined
  t: CardStrings
}) => (
  <li class={state?.met ? 'met' : 'unmet'}>
    <Mark name={state?.met ? 'done' : 'box'} />
    <div>
      <span class="unseen">{state?.met ? t.met : t.notMet} </span>
      <Rich text={text} />
      {now && (
        <small>
          <Rich text={now} />
        </small>
      )}
    </div>
  </li>
)

/** Three stages: where to look, which command, the solution typed out. A closed stage hides the later ones. */
const Hints = ({ id, hints, solution, t }: Pick<ExerciseCardProps, 'id' | 'hints' | 'solution' | 't'>) => (
  <>
    {hints.map((hint, index) => (
      <details class="hint" key={index}>
        <summary class="btn s">{fill(t.hintOf, { n: index + 1, of: hints.length })}</summary>
        <p>
          <Rich text={hint} />
        </p>
        {index === hints.length - 1 && (
          <div class="solution">
            {solution.length > 0 && <pre lang="en">{solution.join('\n')}</pre>}
            <button type="button" class="btn s" onClick={() => page.bench.value?.solve(id)}>
              {t.typeIt}
            </button>
          </div>
        )}
      </details>
    ))}
  </>
)

/** Reads goal states as they arrive and says each newly met goal once. */
const useGoals = ({ id, goals, t }: ExerciseCardProps) => {
  const said = useSignal('')
  const before = useRef(new Set<string>())
  const states = useComputed(() => page.exercises.value.get(id)?.goals ?? [])
  useSignalEffect(() => {
    const met = new Set(states.value.filter((goal) => goal.met).map((goal) => goal.id))
    const fresh = goals.filter((goal) => met.has(goal.id) && !before.current.has(goal.id))
    before.current = met
    if (fresh.length > 0)
      said.value = fresh.map((goal) => `${t.met} ${goal.text.replaceAll('`', '')}`).join(' ')
  })
  return { said, states }
}

/** A task with conditions on the world; they are checked after each event, however they came to be met. */
export const ExerciseCard = (props: ExerciseCardProps) => {
  const { id, language, title, task, goals, t } = props
  const card = useRef<HTMLElement>(null)
  const above = useSignal<string[]>([])
  const { said, states } = useGoals(props)
  useEffect(() => {
    if (card.current) above.value = predictionsAbove(card.current)
  }, [])
  const stateOf = (goal: string) => states.value.find((state) => state.id === goal)
  const met = goals.filter((goal) => stateOf(goal.id)?.met).length
  const done = met === goals.length
  const hidden = above.value.some((prediction) => !page.predictions.value.has(prediction))
  const firstUnmet = goals.find((goal) => !stateOf(goal.id)?.met)?.id
  const restart = () => {
    setExercise({ exerciseId: id, goals: goals.map((goal) => ({ id: goal.id, met: false })) })
    page.bench.value?.startExercise(id)
  }
  return (
    <section
      ref={card}
      id={id}
      class={done ? 'card exercise finished not-content' : 'card exercise not-content'}
      data-id={id}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
    >
      <header>
        <Mark name="flag" />
        <h3 id={`${id}-title`}>{`${t.exercise} ${title}`}</h3>
        <span class="count" aria-label={fill(t.goalsMet, { n: met, of: goals.length })}>
          {met} / {goals.length}
        </span>
      </header>
      <p>
        <Rich text={task} />
      </p>
      <ul class="goals">
        {goals.map((goal) => (
          <GoalRow
            key={goal.id}
            text={goal.text}
            state={stateOf(goal.id)}
            now={goal.id === firstUnmet && !hidden ? stateOf(goal.id)?.now?.[language] : undefined}
            t={t}
          />
        ))}
      </ul>
      {hidden && states.value.length > 0 && !done && <p class="aside">{t.waitsForPrediction}</p>}
      <div class="card-acts">
        {done && (
          <button type="button" class="btn p s" onClick={() => goNext(card.current)}>
            {t.next}
            <Mark name="next" />
          </button>
        )}
        <Hints {...props} />
        <button type="button" class="btn s needs-bench" disabled={!page.bench.value} onClick={restart}>
          {props.own && states.value.length === 0 ? t.start : t.restart}
        </button>
      </div>
      <div class="unseen" aria-live="polite">
        {said.value}
      </div>
    </section>
  )
}
