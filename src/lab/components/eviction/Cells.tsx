import { useSignal, useSignalEffect } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { EvictionState } from '../../scenes/eviction.ts'
import { SAFE, heats } from '../../scenes/eviction-heat.ts'
import { HandArea } from '../areas.tsx'
import { LARGEST } from '../KeyMap.tsx'
import type { Grid } from '../KeyMap.tsx'
import { useFrame, usePalette } from '../scene-frame.tsx'
import type { Box } from '../scene-frame.tsx'

/*
 * All keys at once, a cell for each, from just used to first to go. One pixel a key in a canvas, scaled up by CSS;
 * rings over it for the few that matter.
 */

/** Cells smaller than this have no gap between them, and freed ones no dot, px. */
const GAPPED = 3
const DOTTED = 5

export interface Places {
  readonly grid: Grid
  /** The cells in the order they are drawn; undefined: by their number. */
  readonly order: Int32Array | undefined
  /** Where a cell stands, counted from the first that is drawn. */
  readonly at: (slot: number) => number
}

/** Below this edge cells may end between pixels, px. */
const WHOLE = 4

/** Room for so many keys and some more: it changes seldom while keys come and go. */
const roomFor = (count: number): number => {
  let step = 4
  while (step * 64 < count) step *= 2
  return Math.ceil((count + step / 2) / step) * step
}

/** The largest cells of which so many fill a box. */
export const fillBox = (count: number, width: number, height: number, most = count): Grid => {
  const room = roomFor(most)
  for (let cell = LARGEST; ; cell -= cell > WHOLE ? 1 : 0.5) {
    const columns = Math.max(1, Math.floor(width / cell))
    const rows = Math.max(1, Math.floor(height / cell))
    if (columns * rows >= room || cell <= 1)
      return { columns, rows: Math.min(rows, Math.ceil(Math.max(1, count) / columns)), cell }
  }
}

/** Where every cell stands in a box, with room for the most that may come. */
export const placesIn = (
  count: number,
  order: Int32Array | undefined,
  { width, height }: Box,
  most: number,
): Places => {
  const grid = fillBox(order?.length ?? count, width, height, most)
  if (order === undefined) return { grid, order, at: (slot) => slot }
  const inverse = new Int32Array(count)
  for (let i = 0; i < order.length; i++) inverse[order[i]!] = i
  return { grid, order, at: (slot) => inverse[slot] ?? 0 }
}

/** The middle of the cell at a place, px. */
export const middleOf = ({ columns, cell }: Grid, place: number): readonly [x: number, y: number] => [
  (place % columns) * cell + cell / 2,
  Math.floor(place / columns) * cell + cell / 2,
]

/** Paints one pixel a key; free cells stay clear. */
export const paintCells = (
  pixels: Uint32Array,
  shades: Uint8Array,
  order: Int32Array | undefined,
  palette: Uint32Array,
): void => {
  pixels.fill(0)
  const count = Math.min(pixels.length, order?.length ?? shades.length)
  for (let i = 0; i < count; i++) {
    const shade = shades[order === undefined ? i : order[i]!]!
    if (shade <= SAFE) pixels[i] = palette[shade]!
  }
}

interface Props {
  state: ReadonlySignal<EvictionState>
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  places: Places
  label: string
  /** The place the pointer or the keyboard chose, -1: none. */
  chosen: Signal<number>
  read: (place: number) => void
}

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
}

const Ring = ({ grid, place, kind }: { grid: Grid; place: number; kind: string }) => {
  const size = Math.max(grid.cell, 5)
  const [x, y] = middleOf(grid, place)
  return (
    <rect
      class={kind}
      x={x - size / 2 - 1.5}
      y={y - size / 2 - 1.5}
      width={size + 2}
      height={size + 2}
      rx={2.5}
    />
  )
}

/** A dot in each cell that a victim left and nobody took: all of them one path. */
const dotsOf = ({ fallen, cells }: EvictionState, grid: Grid): string => {
  const { names } = cells.table()
  return fallen
    .filter((slot) => names[slot] === undefined && slot < grid.columns * grid.rows)
    .map((slot) => {
      const [x, y] = middleOf(grid, slot)
      return `M${x - 0.5} ${y - 0.5}h.01`
    })
    .join('')
}

const Rings = ({ state, places, chosen }: { state: EvictionState; places: Places; chosen: number }) => {
  const { grid, at, order } = places
  const { slots } = state.cells.table()
  const { sample, victim, fallen } = state
  const placeOf = (key: string): number | undefined => {
    const slot = slots.get(key)
    return slot === undefined ? undefined : at(slot)
  }
  const last = victim && slots.get(victim.key) === undefined ? fallen.at(-1) : undefined
  const victimPlace = victim && (placeOf(victim.key) ?? (order === undefined ? last : undefined))
  return (
    <>
      {order === undefined && grid.cell >= DOTTED && <path class="fallen" d={dotsOf(state, grid)} />}
      {sample?.keys.map(({ key }, i) => {
        const place = placeOf(key)
        return (
          place !== undefined &&
          key !== victim?.key && <Ring key={i} grid={grid} place={place} kind="sampled" />
        )
      })}
      {victimPlace !== undefined && <Ring grid={grid} place={victimPlace} kind="victim" />}
      {chosen >= 0 && <Ring grid={grid} place={chosen} kind="active" />}
    </>
  )
}

export const Cells = ({ state, now, places, label, chosen, read }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const focused = useSignal(false)
  const palette = usePalette(host)
  const { grid } = places
  const image = useMemo(
    () => (typeof ImageData === 'undefined' ? undefined : new ImageData(grid.columns, grid.rows)),
    [grid.columns, grid.rows],
  )
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || image === undefined || palette.peek().length === 0) return
    const { cells, settings } = state.peek()
    const shades = heats(cells.table(), settings, now.peek())
    paintCells(new Uint32Array(image.data.buffer), shades, places.order, palette.peek())
    context.putImageData(image, 0, 0)
  })
  useSignalEffect(() => {
    void [state.value, now.value, palette.value]
    paint()
  })
  // Another box or another order is painted at once, though no time passed.
  useEffect(paint, [places.grid, places.order])
  const pick = (event: MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const scale = box.width / (grid.columns * grid.cell)
    const column = Math.floor((event.clientX - box.left) / (grid.cell * scale))
    const row = Math.floor((event.clientY - box.top) / (grid.cell * scale))
    chosen.value = row * grid.columns + column
  }
  const keys = (event: KeyboardEvent) => {
    const step = STEPS[event.key]?.(grid.columns)
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (step === undefined) read(chosen.value)
    else chosen.value = Math.min(grid.columns * grid.rows - 1, Math.max(0, chosen.value + step))
  }
  const size = { width: `${grid.columns * grid.cell}px`, height: `${grid.rows * grid.cell}px` }
  return (
    <HandArea class="ev-map" label={label} focused={focused} keys={keys} host={host}>
      <div class="swatches" aria-hidden="true">
        {[0, 1, 2, 3, 4, 5, 6].map((step) => (
          <i key={step} style={{ background: `var(--i${step})` }} data-swatch={`heat-${step}`} />
        ))}
        <i style={{ background: 'var(--line-2)' }} data-swatch="safe" />
      </div>
      {/* The keyboard walks these cells from the area around them. */}
      {/* eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/no-static-element-interactions */}
      <div
        class={grid.cell < GAPPED ? 'ev-cells fine' : 'ev-cells'}
        style={{ ...size, '--cell': `${grid.cell}px` }}
        onClick={pick}
      >
        <canvas ref={canvas} width={grid.columns} height={grid.rows} aria-hidden="true" />
        <svg viewBox={`0 0 ${grid.columns * grid.cell} ${grid.rows * grid.cell}`} aria-hidden="true">
          <Rings state={state.value} places={places} chosen={chosen.value} />
        </svg>
      </div>
    </HandArea>
  )
}
