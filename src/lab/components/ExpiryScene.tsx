import { useComputed, useSignalEffect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import { readable } from '../scenes/keyspace-captions.ts'
import { expiry, freed, stale, ticksOf } from '../scenes/expiry.ts'
import type { ExpiringKey, ExpiryState, Tick } from '../scenes/expiry.ts'
import { Mark } from './Mark.tsx'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { Down, SceneFrame, Try, useBox, useFrame, usePalette } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { TimeRing } from './TimeRing.tsx'

export const scene = expiry

interface Props {
  state: ReadonlySignal<ExpiryState>
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  t: PartStrings
}

const Rings = ({ state, now, t }: Props) => (
  <ul class="rings" aria-label={t.expiry.named}>
    {state.value.named.map((name) => {
      const key = state.value.keys.get(name)
      return (
        key && (
          <li key={name}>
            <TimeRing now={now} from={key.from * 1000} expireAt={key.expireAt} words={t.keyspace} />
            <span class="mono" lang="en">
              {readable(name, 18)}
            </span>
          </li>
        )
      )
    })}
  </ul>
)

// ---- all keys ---------------------------------------------------------------------------------------

const LARGEST = 13
const SMALLEST = 2

/** Edge of the largest square cells of which `count` fit into a box, with their gap. */
export const cellEdge = (count: number, width: number, height: number): number => {
  for (let edge = LARGEST; edge > SMALLEST; edge--)
    if (Math.floor(width / edge) * Math.floor(height / edge) >= count) return edge
  return SMALLEST
}

/** Paints a square of `edge` - 1 pixels; a hollow one leaves its middle clear. */
const paintCell = (
  pixels: Uint32Array,
  row: number,
  start: number,
  edge: number,
  color: number,
  hollow: boolean,
): void => {
  const size = edge - 1
  for (let y = 0; y < size; y++) {
    const from = start + y * row
    if (!hollow || y === 0 || y === size - 1) pixels.fill(color, from, from + size)
    else {
      pixels[from] = color
      pixels[from + size - 1] = color
    }
  }
}

/** Paints keys in order of their expiry: those before `now` (Unix ms) hollow, for they are only still in memory. */
export const paintExpiry = (
  pixels: Uint32Array,
  keys: readonly ExpiringKey[],
  now: number,
  width: number,
  edge: number,
  colors: { readonly alive: number; readonly stale: number },
): void => {
  pixels.fill(0)
  const columns = Math.max(1, Math.floor(width / edge))
  const rows = Math.floor(pixels.length / width / edge)
  const count = Math.min(keys.length, columns * rows)
  for (let i = 0; i < count; i++) {
    const start = Math.floor(i / columns) * edge * width + (i % columns) * edge
    const gone = keys[i]!.expireAt < now
    paintCell(pixels, width, start, edge, gone ? colors.stale : colors.alive, gone)
  }
}

/** How long the keys a round looked at keep their ring, virtual µs. */
const SAMPLED_FOR = 100_000

const Cells = ({ state, now, t }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useBox(host)
  const palette = usePalette(host)
  const { width, height } = box.value
  const { keys, sampled, sampledAt } = state.value
  const sorted = useComputed(() => state.value.keys.values().sort((a, b) => a.expireAt - b.expireAt))
  const edge = cellEdge(keys.size, width, height)
  const image = useMemo(
    () =>
      width > 0 && height > 0 && typeof ImageData !== 'undefined' ? new ImageData(width, height) : undefined,
    [width, height],
  )
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    const [alive = 0, gone = 0] = palette.peek()
    if (!context || image === undefined) return
    const pixels = new Uint32Array(image.data.buffer)
    paintExpiry(pixels, sorted.peek(), now.peek() / 1000, width, edge, { alive, stale: gone })
    context.putImageData(image, 0, 0)
  })
  useSignalEffect(() => {
    void [sorted.value, now.value, palette.value, box.value]
    paint()
  })
  const columns = Math.max(1, Math.floor(width / edge))
  const lit = now.value - sampledAt < SAMPLED_FOR ? new Set(sampled) : undefined
  const rings = lit ? sorted.value.flatMap(({ key }, i) => (lit.has(key) ? [i] : [])) : []
  return (
    <div class="expiry-cells" ref={host}>
      <div class="swatches" aria-hidden="true">
        <i data-swatch="ink-3" />
        <i data-swatch="risk" />
      </div>
      <canvas ref={canvas} width={width} height={height} role="img" aria-label={t.expiry.all} />
      <svg viewBox={`0 0 ${Math.max(1, width)} ${Math.max(1, height)}`} aria-hidden="true">
        {rings.map((i) => (
          <rect
            key={i}
            x={(i % columns) * edge - 1.5}
            y={Math.floor(i / columns) * edge - 1.5}
            width={edge + 2}
            height={edge + 2}
            rx={2.5}
          />
        ))}
      </svg>
    </div>
  )
}

// ---- the cycle --------------------------------------------------------------------------------------

/** Virtual µs of the lane. */
const LANE = 4_000_000
/** Rounds after which the cycle looks at its time: a bar of so many is as tall as the lane. */
const TALLEST = 16
const HEIGHT = 46

const tickWords = (tick: Tick, words: PartStrings['expiry']): string => {
  const last = tick.rounds.at(-1)!
  const share = fill(words.share, { expired: last.expired, sampled: last.sampled })
  return `${share}: ${last.timeLimit ? words.timeLimit : last.again ? words.again : words.stop}`
}

const Cycle = ({ state, now, t }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const { width } = useBox(host).value
  const ticks = ticksOf(state.value)
  const from = now.value - LANE
  const x = (at: number) => ((at - from) / LANE) * width
  const last = ticks.at(-1)
  return (
    <div class="expiry-cycle" ref={host}>
      <svg
        viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT + 8}`}
        height={HEIGHT + 8}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <line class="ceiling" x1={0} x2={width} y1={4} y2={4} />
        <line class="base" x1={0} x2={width} y1={HEIGHT + 4} y2={HEIGHT + 4} />
        {ticks
          .filter((tick) => tick.at >= from && tick.at <= now.value)
          .map((tick) => {
            const limited = tick.rounds.some((round) => round.timeLimit)
            const share = limited ? 1 : Math.min(1, tick.rounds.length / TALLEST)
            const height = Math.max(4, share * HEIGHT)
            return (
              <rect
                key={tick.at}
                class={limited ? 'limited' : undefined}
                x={x(tick.at) - 4}
                y={HEIGHT + 4 - height}
                width={8}
                height={height}
              />
            )
          })}
      </svg>
      <p class="scene-note">
        <b>{t.expiry.cycle}</b> {last ? tickWords(last, t.expiry) : t.expiry.noCycle}
      </p>
    </div>
  )
}

const Counters = ({ state, now, t }: Props) => {
  const gone = freed(state.value)
  const waits = stale(state.value, now.value)
  const clock = gone + waits
  const words = t.expiry
  return (
    <dl class="expiry-counters">
      <div>
        <dt>{words.clock}</dt>
        <dd>{clock}</dd>
      </div>
      <div>
        <dt>{words.freed}</dt>
        <dd>
          {gone}{' '}
          <small>
            {words.lazy} {state.value.lazy}, {words.active} {state.value.active}
          </small>
        </dd>
      </div>
      <div class={waits > 0 ? 'gap open' : 'gap'}>
        <dt>
          <Mark name="expired" class={waits > 0 ? 'risk' : ''} /> {words.gap}
        </dt>
        <dd>{waits}</dd>
      </div>
      <div class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${clock === 0 ? 0 : (gone / clock) * 100}%` }} />
        <i style={{ inlineSize: `${clock === 0 ? 0 : (waits / clock) * 100}%` }} />
      </div>
    </dl>
  )
}

/** How keys run out: by the clock, on access, and in the cycle. */
export const ExpiryScene = (props: PartProps) => {
  const { store, controller, t } = props
  const state = controller.fold(expiry)
  const now = useComputed(() => store.now.value + controller.epoch())
  const words = t.parts
  const { alive, server, keys } = state.value
  const shared = { state, now, t: words }
  const nothing = keys.size === 0 && freed(state.value) === 0
  return (
    <SceneFrame
      {...props}
      scene={expiry}
      class="expiry"
      title={words.expiry.title}
      sub={fill(words.expiry.sub, { n: keys.size.toLocaleString('en') })}
    >
      {!alive && server !== '' ? (
        <Down words={words.scene} name={server} />
      ) : nothing ? (
        <p class="nothing">
          {words.expiry.none} <Try controller={controller} line="SET greeting hello EX 30" />
        </p>
      ) : (
        <div class="expiry-body">
          <Rings {...shared} />
          <p class="scene-note keys-note">{words.expiry.all}</p>
          <Cells {...shared} />
          <Counters {...shared} />
          <Cycle {...shared} />
        </div>
      )}
    </SceneFrame>
  )
}
