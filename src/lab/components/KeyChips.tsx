import { readable } from '../scenes/keyspace-captions.ts'
import type { KeyCell } from '../scenes/keyspace-view.ts'

interface Props {
  cells: readonly KeyCell[]
  current: string
  label: string
  choose: (key: string) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Keys to choose one from; arrow keys walk them. None when there is no choice. */
export const KeyChips = ({ cells, current, label, choose }: Props) => {
  if (cells.length < 2) return null
  const walk = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const at = cells.findIndex(({ key }) => key === current)
    const next = (at + by + cells.length) % cells.length
    choose(cells[next]!.key)
    const chips = (event.currentTarget as HTMLElement).children
    ;(chips[next] as HTMLElement | undefined)?.focus()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The chips in it have the focus; arrow keys move it among them.
    // eslint-disable-next-line jsx-a11y-x/interactive-supports-focus
    <div class="key-chips" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {cells.map(({ key, value }) => (
        <button
          key={key}
          type="button"
          role="radio"
          class={`type-${value.type}`}
          aria-checked={key === current}
          tabIndex={key === current ? 0 : -1}
          onClick={() => choose(key)}
        >
          <span class="mono" lang="en">
            {readable(key, 20)}
          </span>
        </button>
      ))}
    </div>
  )
}
