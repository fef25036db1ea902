import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts'
import { lintDockerRun } from '../../tools/docker/lint.ts'
import type { Finding } from '../../tools/docker/lint.ts'
import { Mark } from './Mark.tsx'
import type { MarkName } from './marks.ts'
import type { PartProps } from './parts.ts'
import { Rich } from './Rich.tsx'
import { fill } from './strings.ts'

/** Where the line is kept on the machine, for an exercise to read. */
const PATH = 'docker-run.txt'
const HOST = 'server'
const FIRST = 'docker run --name cache -p 6379:6379 redis'

const MARKS: Readonly<Record<Finding['level'], MarkName>> = { error: 'odown', warning: 'sdown', note: 'note' }
const TONES: Readonly<Record<Finding['level'], string>> = { error: 'lost', warning: 'risk', note: '' }

/** The line with what is objected to underlined. */
const Underlined = ({ line, findings }: { line: string; findings: readonly Finding[] }) => {
  const edges = [...new Set([0, line.length, ...findings.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  )
  return (
    <pre class="docker-line mono" lang="en" aria-hidden="true">
      {edges.slice(0, -1).map((from, i) => {
        const to = edges[i + 1]!
        const over = findings.find((each) => each.from <= from && each.to >= to)
        return (
          <span key={from} class={over && `found is-${over.level}`}>
            {line.slice(from, to)}
          </span>
        )
      })}
    </pre>
  )
}

/** One `docker run` line, checked as it is typed, and kept as a file of the machine. */
export const DockerTool = ({ store, controller, t }: PartProps) => {
  const words = t.parts.docker
  const line = useSignal(FIRST)
  const saved = useSignal<string | undefined>(undefined)
  const findings = lintDockerRun(line.value.trim())
  const start = line.value.length - line.value.trimStart().length
  const placed = findings.map((each) => ({ ...each, from: each.from + start, to: each.to + start }))
  const branch = store.branch.value
  useEffect(() => {
    void controller.readFile(HOST, PATH).then((data) => {
      saved.value = data === undefined ? undefined : decodeUtf8(data).trimEnd()
      if (saved.value !== undefined) line.value = saved.value
    })
  }, [branch])
  const save = () => {
    controller.saveFile(HOST, PATH, `${encodeUtf8(line.value)}\n`)
    saved.value = line.value
  }
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling panel must take the keyboard
    <div class="tool-scroll docker-tool" tabIndex={0} role="region" aria-label={words.label}>
      <p class="tool-note" id="docker-hint">
        {words.hint}
      </p>
      <div class="docker-field">
        <input
          type="text"
          class="mono"
          lang="en"
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          aria-label={words.label}
          aria-describedby="docker-hint docker-findings"
          value={line.value}
          onInput={(event) => (line.value = event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
        <button type="button" class="btn s p" disabled={saved.value === line.value} onClick={save}>
          {words.save}
        </button>
      </div>
      {placed.length > 0 && <Underlined line={line.value} findings={placed} />}
      <ul id="docker-findings" class="findings" aria-label={words.findings} aria-live="polite">
        {placed.length === 0 && (
          <li class="clean">
            <Mark name="check" />
            <span>{words.clean}</span>
          </li>
        )}
        {placed.map((each, i) => (
          <li key={i} class={`is-${each.level}`}>
            <Mark name={MARKS[each.level]} class={TONES[each.level]} />
            <span>
              <b>{words.levels[each.level]}</b> <Rich text={each.message[t.parts.language]} />
            </span>
          </li>
        ))}
      </ul>
      <p class="tool-note" role="status">
        {saved.value === line.value ? fill(words.saved, { path: PATH }) : words.unsaved}
      </p>
    </div>
  )
}
