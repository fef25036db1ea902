import { useSignal } from '@preact/signals'
import { Mark } from './Mark.tsx'
import { page, setPrediction } from './page-store.ts'
import { Rich } from './Rich.tsx'
import type { CardStrings } from './strings.ts'

export interface PredictCardProps {
  id: string
  question: string
  options: readonly { id: string; text: string }[]
  because: string
  t: CardStrings
}

const SKIPPED = 'skipped'

const Option = ({
  name,
  option,
  state,
  choose,
}: {
  name: string
  option: { id: string; text: string }
  state: { choice: string; outcome: string | undefined; locked: boolean }
  choose: (id: string) => void
}) => {
  const happened = state.outcome === option.id
  return (
    <label class={`${state.choice === option.id ? 'chosen' : ''} ${happened ? 'happened' : ''}`}>
      <input
        type="radio"
        name={name}
        value={option.id}
        checked={state.choice === option.id}
        disabled={state.locked}
        onChange={() => choose(option.id)}
      />
      <span>
        <Rich text={option.text} />
      </span>
      {happened && <Mark name="check" />}
    </label>
  )
}

/** Choose first, then watch: running locks the choice, and the outcome stands beside it with its cause. */
export const PredictCard = ({ id, question, options, because, t }: PredictCardProps) => {
  const choice = useSignal('')
  const locked = page.predictions.value.get(id)
  const outcome = locked?.outcome
  const ready = page.bench.value !== undefined
  const run = (choice: string) => {
    setPrediction(id, { choice })
    page.bench.value?.runPrediction(id)
  }
  const verdict =
    outcome === undefined || locked?.choice === SKIPPED
      ? ''
      : locked?.choice === outcome
        ? t.right
        : t.otherwise
  const state = { choice: locked?.choice ?? choice.value, outcome, locked: locked !== undefined }
  return (
    <section
      id={id}
      class="card predict not-content"
      data-id={id}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
    >
      <header>
        <Mark name="diamond" />
        <h3 id={`${id}-title`}>{t.predict}</h3>
        <span class="count" role="status">
          {verdict || (locked && !outcome ? t.running : '')}
        </span>
      </header>
      <p>
        <Rich text={question} />
      </p>
      <fieldset class="options">
        <legend class="unseen">{question.replaceAll('`', '')}</legend>
        {options.map((option) => (
          <Option
            key={option.id}
            name={id}
            option={option}
            state={state}
            choose={(value) => (choice.value = value)}
          />
        ))}
      </fieldset>
      {outcome !== undefined && (
        <p class="because">
          <Rich text={because} />
        </p>
      )}
      <div class="card-acts">
        {locked ? (
          <button
            type="button"
            class="btn s"
            disabled={!ready || outcome === undefined}
            onClick={() => run(locked.choice)}
          >
            <Mark name="reset" />
            {t.again}
          </button>
        ) : (
          <>
            <button
              type="button"
              class="btn p"
              disabled={!ready || !choice.value}
              onClick={() => run(choice.value)}
            >
              <Mark name="play" />
              {t.lock}
            </button>
            <button type="button" class="btn text s" disabled={!ready} onClick={() => run(SKIPPED)}>
              {t.skip}
            </button>
          </>
        )}
      </div>
    </section>
  )
}
