import { effect, useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts'
import type { ServerPlace } from '../../host/messages.ts'
import { disks } from '../scenes/disks.ts'
import { configFile, processes } from '../scenes/processes.ts'
import type { ProcessesState, ProcessState } from '../scenes/processes.ts'
import type { BenchController } from './bench-store.ts'
import type { Changes, Diagnosis } from './conf-model.ts'
import type { ConfView, openEditor as OpenEditor } from './conf-monaco.ts'
import { Mark } from './Mark.tsx'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { fill } from './strings.ts'

/** The file a server reads, and the server. */
interface Target {
  readonly path: string
  readonly host: string
  readonly process: string
}

const named = (state: ProcessesState, place: ServerPlace): ProcessState | undefined =>
  state.byName.get(place.name) ??
  [...state.byName.values()].findLast(({ name, alive }) => alive && name.startsWith('redis-server.'))

const targetOf = (state: ProcessesState, places: readonly ServerPlace[]): Target | undefined => {
  for (const place of places) {
    const process = named(state, place)
    const path = process && configFile(process)
    if (process && path !== undefined) return { path, host: place.host, process: process.name }
  }
  return undefined
}

const EVERY_MS = 700
const THINK_MS = 150

interface Conf {
  /** The file as it is on disk; undefined until it is read. */
  readonly disk: Signal<string | undefined>
  /** What stands in the editor. */
  readonly text: Signal<string>
  /** Whether the file changed on disk while it was edited. */
  readonly outside: Signal<boolean>
}

/** Keeps the editor's text and the file on disk apart: what nobody edited follows the disk. */
const useFile = ({ store, controller }: PartProps, target: Target | undefined): Conf => {
  const disk = useSignal<string | undefined>(undefined)
  const text = useSignal('')
  const outside = useSignal(false)
  const asked = useRef(0)
  const { changes } = controller.fold(disks).value
  const branch = store.branch.value
  useEffect(() => {
    if (target === undefined) return
    let stale = false
    const wait = Math.max(0, asked.current + EVERY_MS - performance.now())
    const timer = setTimeout(() => {
      asked.current = performance.now()
      void controller.readFile(target.host, target.path).then((data) => {
        if (stale || data === undefined) return
        const next = decodeUtf8(data)
        if (next === disk.peek()) return
        const edited = disk.peek() !== undefined && text.peek() !== disk.peek()
        if (!edited) text.value = next
        outside.value = edited && text.peek() !== next
        disk.value = next
      })
    }, wait)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [target?.path, target?.host, changes, branch])
  return { disk, text, outside }
}

interface Known {
  readonly problems: readonly Diagnosis[]
  readonly changes: Changes
  readonly lines: readonly number[]
}

const NOTHING: Known = { problems: [], changes: { commands: [], onlyRestart: [] }, lines: [] }

const loadModel = () => import('./conf-model.ts')

/** What Redis would say of the text, a moment after the last key. */
const useKnown = ({ disk, text }: Conf): Signal<Known> => {
  const known = useSignal<Known>(NOTHING)
  const [now, before] = [text.value, disk.value]
  useEffect(() => {
    if (before === undefined) return
    const timer = setTimeout(() => {
      void loadModel().then(({ diagnose, changesBetween, changedLines }) => {
        if (text.peek() !== now || disk.peek() !== before) return
        known.value = {
          problems: diagnose(encodeUtf8(now)),
          changes: changesBetween(encodeUtf8(before), encodeUtf8(now)),
          lines: changedLines(before, now),
        }
      })
    }, THINK_MS)
    return () => clearTimeout(timer)
  }, [now, before])
  return known
}

/** Asks the server to end, and starts it again with the same command line once it has. */
const restart = (controller: BenchController, name: string, done: (ok: boolean) => void): void => {
  const state = controller.fold(processes)
  const pid = state.peek().byName.get(name)?.pid
  let asked = false
  // What is sent from within an effect must not become one of the things it depends on.
  const send = (act: () => void) => queueMicrotask(act)
  if (state.peek().byName.get(name)?.alive)
    controller.input({ kind: 'signal', process: name, signal: 'TERM' })
  const stop = effect(() => {
    const process = state.value.byName.get(name)
    if (process === undefined) return
    if (!asked && !process.alive) {
      asked = true
      send(() => controller.input({ kind: 'restart', process: name }))
    } else if (asked && process.pid !== pid && (process.ready || !process.alive)) {
      send(() => stop())
      done(process.ready)
    }
  })
}

/** One line under the editor that is always there: the first thing Redis would refuse, else what was done last. */
const StatusLine = ({
  problems,
  said,
  words,
}: {
  problems: readonly Diagnosis[]
  said: string
  words: PartStrings['conf']
}) => {
  const [first, ...more] = problems
  return (
    <p class="tool-note status-line" role="status">
      {said ? (
        said
      ) : first ? (
        <>
          <Mark name="odown" class="lost" />
          <b>{fill(words.line, { line: first.line })}</b> <span lang="en">{first.message}</span>
          {more.length > 0 && ` +${more.length}`}
        </>
      ) : (
        ''
      )}
    </p>
  )
}

interface AreaProps {
  conf: Conf
  known: Signal<Known>
  t: PartStrings
}

/** Fingers keep the browser's own field: it has the system's keyboard and selection. */
const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches || innerWidth < 760

type Loading = 'no' | 'yes' | 'failed'

/**
 * The text: a plain field that can be written in at once. Its first focus fetches the editor, which takes its place
 * with text and caret as they are, but never in the middle of a syllable.
 */
const Area = ({ conf, known, t }: AreaProps) => {
  const loading = useSignal<Loading>('no')
  const editor = useSignal<typeof OpenEditor | undefined>(undefined)
  const composing = useSignal(false)
  const host = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const view = useRef<ConfView>()
  const words = t.conf
  const ready = editor.value !== undefined && !composing.value
  const load = () => {
    if (loading.peek() !== 'no' || isTouch()) return
    loading.value = 'yes'
    import('./conf-monaco.ts').then(
      (loaded) => (editor.value = loaded.openEditor),
      () => (loading.value = 'failed'),
    )
  }
  useEffect(() => {
    if (!ready || !host.current || view.current || !editor.value) return
    const caret = field.current?.selectionStart ?? 0
    const focused = document.activeElement === field.current
    host.current.hidden = false
    view.current = editor.value(host.current, conf.text.peek(), t, (text) => (conf.text.value = text))
    view.current.setCaret(caret)
    if (focused) view.current.focus()
    loading.value = 'no'
  }, [ready])
  useEffect(() => () => view.current?.dispose(), [])
  useEffect(() => view.current?.setText(conf.text.value), [conf.text.value])
  useEffect(() => {
    view.current?.setProblems(known.value.problems)
    view.current?.setChanged(known.value.lines)
  }, [known.value, ready])
  return (
    <div class="conf-area">
      <textarea
        ref={field}
        class="conf-field mono"
        lang="en"
        hidden={view.current !== undefined}
        spellcheck={false}
        autocapitalize="off"
        aria-label={words.label}
        value={conf.text.value}
        onFocus={load}
        onInput={(event) => (conf.text.value = event.currentTarget.value)}
        onCompositionStart={() => (composing.value = true)}
        onCompositionEnd={() => (composing.value = false)}
      />
      <div class="conf-host mono" ref={host} hidden={view.current === undefined} />
      {loading.value !== 'no' && (
        <p class="conf-note">{loading.value === 'yes' ? words.loading : words.loadFailed}</p>
      )}
    </div>
  )
}

/** redis.conf: what the server was started with, to be edited, applied or saved. */
export const ConfEditor = (props: PartProps) => {
  const { store, controller, t } = props
  const words = t.parts.conf
  const target = targetOf(controller.fold(processes).value, controller.servers())
  const conf = useFile(props, target)
  const known = useKnown(conf)
  const said = useSignal('')
  useEffect(() => {
    if (conf.text.value !== conf.disk.peek()) said.value = ''
  }, [conf.text.value])
  if (target === undefined) return <p class="empty">{words.noFile}</p>
  if (conf.disk.value === undefined) return null
  const edited = conf.text.value !== conf.disk.value
  const { problems, lines, changes } = known.value
  const apply = async () => {
    const { changesBetween } = await loadModel()
    const now = changesBetween(encodeUtf8(conf.disk.peek() ?? ''), encodeUtf8(conf.text.peek()))
    said.value =
      now.onlyRestart.length > 0 ? fill(words.onlyRestart, { names: now.onlyRestart.join(', ') }) : ''
    if (now.commands.length === 0) {
      if (known.peek().problems.length === 0) said.value ||= words.nothingChanged
      return
    }
    store.tool.value = 'terminal'
    controller.run(now.commands)
  }
  const save = () => {
    const text = conf.text.peek()
    controller.saveFile(target.host, target.path, encodeUtf8(text))
    conf.disk.value = text
    conf.outside.value = false
    said.value = words.saved
    restart(controller, target.process, (ok) => {
      said.value = fill(ok ? words.restarted : words.refused, { name: target.process })
    })
  }
  const reload = () => {
    conf.text.value = conf.disk.peek() ?? ''
    conf.outside.value = false
  }
  return (
    <div class="tool-columns conf-tool">
      <div class="tool-bar">
        <b class="mono" lang="en">
          {target.path}
        </b>
        <span class="tool-note">
          {edited && lines.length > 0 ? fill(words.changed, { n: lines.length }) : ''}
        </span>
        {edited && (
          <button type="button" class="btn s text" onClick={reload}>
            {words.reload}
          </button>
        )}
        <button
          type="button"
          class="btn s"
          disabled={!edited || changes.commands.length + changes.onlyRestart.length === 0}
          onClick={() => void apply()}
        >
          {words.apply}
        </button>
        <button type="button" class="btn s" onClick={save}>
          {words.save}
        </button>
      </div>
      <Area conf={conf} known={known} t={t.parts} />
      <StatusLine problems={problems} said={conf.outside.value ? words.outside : said.value} words={words} />
    </div>
  )
}
