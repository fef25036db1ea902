import { computed, signal, useSignal, useSignalEffect } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts'
import type { Controller } from './controller.ts'
import { device } from './device.ts'
import { Mark } from './Mark.tsx'
import type { Part } from './parts.ts'
import { Popover } from './Popover.tsx'
import { fill } from './strings.ts'
import type { TerminalStrings } from './strings.ts'
import { Screen } from './terminal-screen.ts'
import { TerminalTwin } from './TerminalTwin.tsx'

/*
 * The bench's terminals: drawn ones, several side by side where there is room, or their accessible twins. All they
 * do is show what the world printed and hand it keys.
 */

/** Pixels below which two terminals don't stand beside each other. */
const NARROWEST = 280
const SETTLE_MS = 150

interface Hub {
  readonly controller: Controller
  readonly t: TerminalStrings
  /** The terminal that was chosen; it may not be open yet. */
  readonly chosen: Signal<string>
  /** The terminal with the keys: the chosen one, or the first. */
  readonly current: ReadonlySignal<string>
  /** A terminal that takes the focus as soon as it is there. */
  awaited: string
}

const nameOf = ({ controller, t }: Hub, id: string): string => {
  const { session } = controller
  const number = session.terminals.peek().indexOf(id) + 1
  return fill(t.name, { program: session.programOf(id), n: number })
}

/** The last line a terminal printed, without colours: shown until the drawn terminal is there. */
const lastLine = ({ controller: { session } }: Hub, id: string): string => {
  const place = session.position.peek()
  const outputs = place === undefined ? [] : session.outputs(place.line, id)
  const text = outputs.map((output) => output.data).join('')

  return decodeUtf8(
    text
      .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
      .split('\n')
      .at(-1) ?? '',
  )
}

/** Tells the world how large a terminal is, once it stopped changing and while the live end is shown. */
const useSize = (controller: Controller, id: string) => {
  const wanted = useRef('')
  const sent = useRef('')
  const timer = useRef(0)
  const tell = () => {
    if (wanted.current === sent.current || !controller.session.live) return
    const [columns = 80, rows = 24] = wanted.current.split('x').map(Number)
    sent.current = wanted.current
    controller.resize(id, columns, rows)
  }
  const later = () => {
    clearTimeout(timer.current)
    timer.current = window.setTimeout(tell, SETTLE_MS)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    changed: (columns: number, rows: number) => {
      wanted.current = `${columns}x${rows}`
      if (wanted.current !== sent.current) later()
    },
    retry: () => {
      if (wanted.current !== sent.current && controller.session.live) later()
    },
  }
}

const useScreen = (hub: Hub, id: string) => {
  const { controller } = hub
  const { session } = controller
  const version = useSignal(0)
  const size = useSize(controller, id)
  const screen = useMemo(
    () =>
      new Screen({
        label: nameOf(hub, id),
        onKeys: (data) => controller.type(id, data),
        onSize: size.changed,
        onText: () => version.value++,
      }),
    [],
  )
  useSignalEffect(() => {
    const place = session.position.value
    if (place !== undefined) screen.show(place, session.outputs(place.line, id))
    size.retry()
  })
  useEffect(() => () => screen.dispose(), [])
  return { screen, version }
}

/** Opens the drawn terminal in an element and keeps it fitting, themed and measured. */
const useDrawing = (screen: Screen, drawn: Signal<boolean>) => {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const first = screen.term.onRender(() => {
      first.dispose()
      drawn.value = true
    })
    screen.open(element)
    const adapt = () => screen.adapt(device.screenReader.peek())
    const resized = new ResizeObserver(() => screen.resize())
    resized.observe(element)
    const themed = new MutationObserver(adapt)
    themed.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-mode'] })
    const refont = () => screen.refont()
    document.fonts.addEventListener('loadingdone', refont)
    return () => {
      resized.disconnect()
      themed.disconnect()
      document.fonts.removeEventListener('loadingdone', refont)
    }
  }, [])
  useSignalEffect(() => screen.adapt(device.screenReader.value))
  return host
}

const Drawn = ({ hub, id, screen }: { hub: Hub; id: string; screen: Screen }) => {
  const drawn = useSignal(false)
  const host = useDrawing(screen, drawn)
  return (
    <>
      <div class="terminal-surface" ref={host} lang="en" />
      {!drawn.value && <pre class="terminal-text">{lastLine(hub, id)}</pre>}
      <p class="terminal-hint">{hub.t.leave}</p>
    </>
  )
}

const KEYS = [
  ['Tab', '\t'],
  ['↑', '\x1b[A'],
  ['↓', '\x1b[B'],
  ['*', '*'],
  [':', ':'],
  ['"', '"'],
] as const

/** Keys a phone's keyboard hides or lacks. The focus stays where it is. */
const KeyRow = ({ hub, id }: { hub: Hub; id: string }) => {
  const { controller, t } = hub
  const label = (key: string) => ({ Tab: t.tab, '↑': t.up, '↓': t.down })[key] ?? key
  const paste = async () => {
    try {
      const text = await navigator.clipboard.readText()
      controller.type(id, encodeUtf8(text.replace(/\r?\n/g, '\r')))
    } catch {
      controller.session.store.notice.value = t.pasteFailed
    }
  }
  const keep = (event: Event) => event.preventDefault()
  return (
    <div class="touch-keys" role="group" aria-label={t.keys} onPointerDown={keep}>
      {KEYS.map(([key, data]) => (
        <button key={key} type="button" aria-label={label(key)} onClick={() => controller.type(id, data)}>
          {key}
        </button>
      ))}
      <button type="button" onClick={() => void paste()}>
        {t.paste}
      </button>
    </div>
  )
}

const Pane = ({ hub, id }: { hub: Hub; id: string }) => {
  const { controller, t } = hub
  const { screen, version } = useScreen(hub, id)
  const field = useRef<HTMLInputElement>(null)
  const twin = device.twin.value
  const mine = hub.current.value === id
  useEffect(() => {
    if (!mine) return
    const focus = () => (device.twin.peek() ? field.current?.focus() : screen.focus())
    // The drawing opens in an effect of its own, before the next frame.
    if (hub.awaited === id) requestAnimationFrame(focus)
    if (hub.awaited === id) hub.awaited = ''
    return controller.onFocus(focus)
  }, [mine])
  return (
    <div
      class={mine ? 'terminal-pane current' : 'terminal-pane'}
      onFocusIn={() => (hub.chosen.value = id)}
      data-terminal={id}
    >
      {twin ? (
        <TerminalTwin
          screen={screen}
          version={version}
          name={nameOf(hub, id)}
          t={t}
          field={field}
          send={(text) => controller.type(id, encodeUtf8(text))}
        />
      ) : (
        <Drawn hub={hub} id={id} screen={screen} />
      )}
      {controller.session.idle.value.includes(id) && (
        <p class="terminal-ended" role="status">
          {fill(t.ended, { program: controller.session.programOf(id) })}
        </p>
      )}
    </div>
  )
}

const Settings = ({ t }: { t: TerminalStrings }) => (
  <Popover id="terminal" label={t.settings} mark="settings">
    <div class="controls">
      {(['twin', 'screenReader'] as const).map((name) => (
        <label key={name}>
          <span>{t[name]}</span>
          <input
            type="checkbox"
            checked={device[name].value}
            onChange={(event) => (device[name].value = event.currentTarget.checked)}
          />
        </label>
      ))}
    </div>
  </Popover>
)

/** Which terminals there are, and new ones where the bench is free to open them. */
const Strip = ({
  hub,
  ids,
  beside,
  free,
}: {
  hub: Hub
  ids: readonly string[]
  beside: boolean
  free: boolean
}) => {
  const { controller, t, chosen, current } = hub
  const open = (program: 'redis-cli' | 'sh') => {
    hub.awaited = chosen.value = controller.openTerminal(program)
  }
  return (
    <div class="terminal-strip">
      <div class="terminal-names" role="group" aria-label={t.terminals}>
        {!beside &&
          ids.map((id) => (
            <button
              key={id}
              type="button"
              aria-pressed={current.value === id}
              onClick={() => (hub.awaited = chosen.value = id)}
            >
              {nameOf(hub, id)}
            </button>
          ))}
        {free && (
          <>
            <button type="button" class="new" onClick={() => open('redis-cli')}>
              <Mark name="command" />
              {t.newCli}
            </button>
            <button type="button" class="new" onClick={() => open('sh')}>
              {t.newShell}
            </button>
          </>
        )}
      </div>
    </div>
  )
}

const useWidth = () => {
  const width = useSignal(0)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ref.current === null) return
    const observer = new ResizeObserver(([entry]) => (width.value = entry?.contentRect.width ?? 0))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return { width, ref }
}

const Terminals = ({ controller, t }: { controller: Controller; t: TerminalStrings }) => {
  const { session } = controller
  const ids = session.terminals.value
  const hub = useMemo<Hub>(() => {
    const chosen = signal('')
    const current = computed(() => {
      const open = session.terminals.value
      return open.includes(chosen.value) ? chosen.value : (open[0] ?? '')
    })
    return { controller, t, chosen, current, awaited: '' }
  }, [])
  const { width, ref } = useWidth()
  const free = session.setup.id === 'playground'
  const beside = ids.length > 1 && width.value / ids.length >= NARROWEST
  const shown = hub.current.value
  return (
    <div class="terminal" ref={ref}>
      {(ids.length > 1 || free) && <Strip hub={hub} ids={ids} beside={beside} free={free} />}
      <div class="terminal-panes">
        {ids.map((id) => (
          <div key={id} class="terminal-place" hidden={!beside && id !== shown}>
            <Pane hub={hub} id={id} />
          </div>
        ))}
      </div>
      <KeyRow hub={hub} id={shown} />
      <Settings t={t} />
    </div>
  )
}

/** The terminal as a part of the bench. */
export const terminalPart =
  (controller: Controller): Part =>
  ({ t }) => <Terminals controller={controller} t={t.terminal} />
