import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Screen } from './terminal-screen.ts'
import type { TerminalStrings } from './strings.ts'

/*
 * The terminal's accessible twin: the same program, read from a live log and written to in a real field. What it
 * shows is the drawn terminal's own text, so that both always agree.
 */

interface Props {
  screen: Screen
  /** Grows when something new is on the screen. */
  version: Signal<number>
  name: string
  t: TerminalStrings
  /** Keys, as text. */
  send: (text: string) => void
  field: { current: HTMLInputElement | null }
}

const MOST = 200

const useTypedLines = () => {
  const lines = useRef<string[]>([])
  const at = useRef(0)
  return {
    add: (line: string) => {
      if (line.trim() !== '') lines.current.push(line)
      at.current = lines.current.length
    },
    move: (by: number): string | undefined => {
      at.current = Math.max(0, Math.min(lines.current.length, at.current + by))
      return lines.current[at.current] ?? ''
    },
  }
}

export const TerminalTwin = ({ screen, version, name, t, send, field }: Props) => {
  const typed = useSignal('')
  const history = useTypedLines()
  const log = useRef<HTMLDivElement>(null)
  const { lines, current } = version.value >= 0 ? screen.text(MOST) : { lines: [], current: '' }
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }, [lines.length])
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    typed.value = history.move(by) ?? ''
  }
  const submit = (event: Event) => {
    event.preventDefault()
    history.add(typed.value)
    send(`${typed.value}\r`)
    typed.value = ''
  }
  return (
    <div class="twin">
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling log must take the keyboard */}
      <div class="twin-log" role="log" aria-label={`${name}: ${t.log}`} tabIndex={0} ref={log} lang="en">
        {lines.map((line) => (
          <div key={line.number}>{line.text || '\u00a0'}</div>
        ))}
      </div>
      <form onSubmit={submit}>
        <label>
          <span lang="en">{current.trimEnd() || t.input}</span>
          <input
            ref={field}
            type="text"
            lang="en"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck={false}
            aria-label={`${name}: ${t.input}`}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
            onKeyDown={press}
          />
        </label>
        <button type="submit" class="btn s">
          {t.send}
        </button>
        <button type="button" class="btn s" onClick={() => send('\x03')}>
          {t.interrupt}
        </button>
      </form>
    </div>
  )
}
