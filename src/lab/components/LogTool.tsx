import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { decodeUtf8 } from '../../bytes/utf8.ts'
import { serverLog } from '../scenes/server-log.ts'
import type { LogLine } from '../scenes/server-log.ts'
import type { PartProps } from './parts.ts'
import { fill } from './strings.ts'

/** Most lines in the page at once; the newest. */
const MOST = 600

type Level = 'all' | 'notice' | 'warning'

const LEVELS: Readonly<Record<Level, string>> = { all: '.-*#', notice: '*#', warning: '#' }

interface Wanted {
  readonly server: string
  readonly level: Level
  readonly text: string
}

const matches = ({ server, level, text }: Wanted, line: LogLine): boolean =>
  (server === '' || line.process === server) &&
  LEVELS[level].includes(line.level) &&
  (text === '' || line.line.toLowerCase().includes(text.toLowerCase()))

const CLASSES: Readonly<Record<string, string>> = { '#': 'log-warning', '*': 'log-notice' }

/** What all servers logged up to the instant shown, in Redis's own format. */
export const LogTool = ({ controller, t }: PartProps) => {
  const words = t.parts.log
  const { lines, servers } = controller.fold(serverLog).value
  const server = useSignal('')
  const level = useSignal<Level>('all')
  const text = useSignal('')
  const follow = useSignal(true)
  const list = useRef<HTMLOListElement>(null)
  const wanted = { server: server.value, level: level.value, text: text.value }
  const shown: LogLine[] = []
  lines.backwards((line) => {
    if (matches(wanted, line)) shown.push(line)
    return shown.length < MOST
  })
  shown.reverse()
  useEffect(() => {
    if (follow.value && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [shown.length, shown.at(-1)?.seq, follow.value])
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!
    follow.value = scrollHeight - scrollTop - clientHeight < 24
  }
  if (lines.length === 0) return <p class="empty">{words.empty}</p>
  return (
    <div class="tool-columns log-tool">
      <div class="tool-bar">
        <input
          type="search"
          class="field"
          aria-label={words.filter}
          placeholder={words.filter}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <select
          class="field"
          aria-label={words.level}
          value={level.value}
          onChange={(event) => (level.value = event.currentTarget.value as Level)}
        >
          {(Object.keys(LEVELS) as Level[]).map((each) => (
            <option key={each} value={each}>
              {words.levels[each]}
            </option>
          ))}
        </select>
        {servers.length > 1 && (
          <select
            class="field"
            aria-label={words.all}
            value={server.value}
            onChange={(event) => (server.value = event.currentTarget.value)}
          >
            <option value="">{words.all}</option>
            {servers.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={follow.value}
            onChange={(event) => (follow.value = event.currentTarget.checked)}
          />
          {words.follow}
        </label>
        <span class="tool-note">{fill(words.shown, { n: shown.length, of: lines.length })}</span>
      </div>
      <ol
        ref={list}
        class="log-lines mono"
        lang="en"
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling list must take the keyboard
        tabIndex={0}
        aria-label={words.lines}
        onScroll={scrolled}
      >
        {shown.map((line) => (
          <li key={line.seq} class={CLASSES[line.level]}>
            {servers.length > 1 && server.value === '' && <b>{line.process}</b>}
            {decodeUtf8(line.line)}
          </li>
        ))}
      </ol>
    </div>
  )
}
