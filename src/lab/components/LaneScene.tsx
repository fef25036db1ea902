import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Speed } from './bench-store.ts'
import { BESIDE, drawLanes, LANE_COLORS, layoutOf } from './lane-drawing.ts'
import type { Layout, Window } from './lane-drawing.ts'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { ScanWalk } from './ScanWalk.tsx'
import { SceneFrame, useBox, useFrame, usePalette } from './scene-frame.tsx'
import { duration, helpersOf, isWaiting, lane, longest, SLOW, waiting } from '../scenes/lane.ts'
import type { Beside, ClientLane, LaneState, Run } from '../scenes/lane.ts'
import { fill } from './strings.ts'

export const scene = lane

/** Windows to choose from, virtual µs. */
const SPANS = [1000, 5000, 20_000, 100_000, 500_000, 2_000_000, 10_000_000]

/** About four seconds of watching. */
const SPAN_OF: Readonly<Record<Speed, number>> = {
  '2ms/s': 5000,
  '0.1s/s': 500_000,
  '1s/s': 2_000_000,
  '10s/s': 10_000_000,
  event: 20_000,
}

const MOST_LABELS = 10
/** A lane this tall has room for its name, px. */
const LABELLED = 15

/** Runs wide enough to carry their name. */
const labelled = (state: LaneState, { from, to }: Window, width: number): Run[] => {
  const found: Run[] = []
  const pixel = (to - from) / Math.max(1, width)
  state.runs.backwards((run) => {
    if (run.at + run.cost < from) return false
    if (run.at <= to && run.cost / pixel > run.name.length * 8 + 12) found.push(run)
    return found.length < MOST_LABELS
  })
  return found
}

const Labels = ({ runs, window, width }: { runs: readonly Run[]; window: Window; width: number }) => {
  const x = (at: number) => (Math.max(0, at - window.from) / (window.to - window.from)) * width
  return (
    <>
      {runs.map((run) => (
        <span
          key={run.at}
          class={run.cost >= SLOW ? 'run-name slow' : 'run-name'}
          style={{
            left: `${x(run.at)}px`,
            width: `${x(Math.min(window.to, run.at + run.cost)) - x(run.at)}px`,
          }}
        >
          {run.name.toUpperCase()}
        </span>
      ))}
    </>
  )
}

/** The lanes of background threads and children, one line for each. */
const BesideLanes = ({
  state,
  window: { from, to },
  layout,
  words,
}: {
  state: LaneState
  window: Window
  layout: Layout
  words: PartStrings['lane']
}) => {
  const x = (at: number) => (Math.min(1, Math.max(0, (at - from) / (to - from))) * layout.width).toFixed(1)
  const seen = (each: Beside) => each.from <= to && (each.to ?? to) >= from
  return (
    <>
      {helpersOf(state).map((helper, row) => (
        <div
          key={helper}
          class="lane-beside"
          style={{ top: `${layout.besideTop + row * BESIDE}px`, height: `${BESIDE}px` }}
        >
          {layout.left > 0 && <p>{words[helper]}</p>}
          {state.beside
            .filter((each) => each.helper === helper && seen(each))
            .map((each) => (
              <span
                key={each.from}
                lang={layout.left > 0 ? 'en' : undefined}
                title={`${words[helper]}: ${each.name}`}
                style={{
                  left: `${layout.left + Number(x(each.from))}px`,
                  width: `${Math.max(2, Number(x(each.to ?? to)) - Number(x(each.from)))}px`,
                }}
              >
                {layout.left > 0 ? each.name : `${words[helper]}: ${each.name}`}
              </span>
            ))}
        </div>
      ))}
    </>
  )
}

const clientWords = (client: ClientLane, now: number, words: PartStrings['lane']): string =>
  `${fill(words.client, { n: client.number + 1 })}: ${words.worst} ${duration(longest(client, now))}`

interface LanesProps {
  state: ReadonlySignal<LaneState>
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  span: number
  words: PartStrings['lane']
}

/** The list over the drawing: what the keyboard walks, and where names have room. */
const Clients = ({
  clients,
  layout,
  now,
  chosen,
  words,
}: {
  clients: readonly ClientLane[]
  layout: Layout
  now: number
  chosen: { value: number }
  words: PartStrings['lane']
}) => {
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    chosen.value = Math.max(0, Math.min(clients.length - 1, chosen.value + by))
    event.preventDefault()
  }
  return (
    <ul
      class="lane-clients"
      role="listbox"
      aria-label={words.clients}
      tabIndex={0}
      aria-activedescendant={clients[chosen.value] && `lane-${chosen.value}`}
      style={{ top: `${layout.clientsTop}px` }}
      onKeyDown={keys}
    >
      {clients.map((client, i) => (
        // The list has the keyboard.
        // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events
        <li
          key={client.id}
          id={`lane-${i}`}
          role="option"
          aria-selected={i === chosen.value}
          aria-label={clientWords(client, now, words)}
          style={{ height: `${layout.lane}px` }}
          onClick={() => (chosen.value = i)}
        >
          {layout.lane >= LABELLED && fill(words.client, { n: client.number + 1 })}
        </li>
      ))}
    </ul>
  )
}

const Lanes = ({ state, now, span, words }: LanesProps) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useBox(host)
  const palette = usePalette(host)
  const chosen = useSignal(-1)
  const { clients } = state.value
  const layout = layoutOf(box.value, clients.length, helpersOf(state.value).length)
  const window = { from: now.value - span, to: now.value }
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || palette.peek().length === 0) return
    const view = { from: now.peek() - span, to: now.peek() }
    const shown = state.peek()
    const at = layoutOf(box.peek(), shown.clients.length, helpersOf(shown).length)
    drawLanes(context, shown, view, at, palette.peek())
  })
  useSignalEffect(() => {
    void [state.value, now.value, box.value, palette.value]
    paint()
  })
  paint()
  const picked = clients[chosen.value]
  return (
    <div class="lanes" ref={host}>
      <div class="swatches" aria-hidden="true">
        {LANE_COLORS.map((name) => (
          <i key={name} data-swatch={name} />
        ))}
      </div>
      <canvas
        ref={canvas}
        width={box.value.width * layout.ratio}
        height={layout.height * layout.ratio}
        style={{ width: `${box.value.width}px`, height: `${layout.height}px` }}
        role="img"
        aria-label={`${words.thread}. ${fill(words.waiting, { n: waiting(state.value) })}`}
      />
      <p class="lane-label" style={{ top: layout.threadTop > 0 ? 0 : '8px' }}>
        {words.thread}
      </p>
      {clients.length > 0 && layout.lane < LABELLED && (
        <p class="lane-label" style={{ top: `${layout.clientsTop - layout.threadTop}px` }}>
          {fill(words.crowd, { n: clients.length })}
        </p>
      )}
      <div class="lane-runs" style={{ left: `${layout.left}px`, top: `${layout.threadTop}px` }} lang="en">
        <Labels runs={labelled(state.value, window, layout.width)} window={window} width={layout.width} />
      </div>
      <BesideLanes state={state.value} window={window} layout={layout} words={words} />
      {clients.length > 0 ? (
        <Clients clients={clients} layout={layout} now={now.value} chosen={chosen} words={words} />
      ) : (
        <p class="scene-note" style={{ top: `${layout.clientsTop}px` }}>
          {state.value.runs.length === 0 ? words.idle : words.noClients}
        </p>
      )}
      {picked && <p class="lane-picked">{clientWords(picked, now.value, words)}</p>}
    </div>
  )
}

const Spans = ({ span, choose, label }: { span: number; choose: (span: number) => void; label: string }) => (
  <select
    class="field"
    aria-label={label}
    title={label}
    value={span}
    onChange={(event) => choose(Number(event.currentTarget.value))}
  >
    {SPANS.map((each) => (
      <option key={each} value={each}>
        {duration(each)}
      </option>
    ))}
  </select>
)

/** What the only thread does, who waits for it, and how SCAN walks. */
export const LaneScene = (props: PartProps) => {
  const { store, controller, t } = props
  const state = controller.fold(lane)
  const now = useComputed(() => store.now.value + controller.epoch())
  const picked = useSignal<number | undefined>(undefined)
  const span = picked.value ?? SPAN_OF[store.speed.value]
  const words = t.parts.lane
  const { answered, worst, clients } = state.value
  const wait = clients.filter(({ requests }) => isWaiting(requests.at(0))).length
  const sub = [
    fill(words.waiting, { n: wait }),
    `${words.worst} ${duration(worst)}`,
    `${words.answered} ${answered.toLocaleString('en')}`,
  ]
  return (
    <SceneFrame
      {...props}
      scene={lane}
      class="lane-scene"
      title={words.title}
      sub={clients.length > 0 ? sub.join(', ') : ''}
      acts={<Spans span={span} choose={(each) => (picked.value = each)} label={words.window} />}
    >
      <Lanes state={state} now={now} span={span} words={words} />
      <ScanWalk state={state.value} words={words} />
    </SceneFrame>
  )
}
