import { useEffect, useRef } from 'preact/hooks'
import type { BenchController, BenchStore } from './bench-store.ts'
import { Mark } from './Mark.tsx'
import type { BenchStrings } from './strings.ts'
import { digitsFor, timeText } from './timeline-model.ts'

interface Props {
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
}

const MOST = 300

/** Everything that happened, as text: the scene for those who read, and where a click on a line seeks to. */
export const EventList = ({ store, controller, t }: Props) => {
  const list = useRef<HTMLOListElement>(null)
  const marks = store.marks.value.filter((mark) => mark.at <= store.now.value)
  const range = store.range.value
  const digits = Math.max(3, digitsFor(range.to - range.from))
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [marks.length])
  if (marks.length === 0) return <p class="empty">{t.noEvents}</p>
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling list must take the keyboard
    <ol class="events" ref={list} tabIndex={0} aria-label={t.tabs.events}>
      {marks.slice(-MOST).map((mark) => (
        <li key={mark.seq}>
          <button type="button" tabIndex={-1} onClick={() => controller?.seek(mark.at)}>
            {timeText(mark.at, digits)}
          </button>
          <Mark name={mark.mark} class={mark.tone} />
          <span>{mark.say}</span>
        </li>
      ))}
    </ol>
  )
}
