import { useSignalEffect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { KeyCell, View } from '../scenes/keyspace-view.ts'
import { useBox, useFrame, usePalette } from './scene-frame.tsx'

/*
 * All keys at once, a cell for each, coloured by type. One pixel a key in a canvas, scaled up by CSS: painting
 * twenty thousand takes less than a millisecond. A key keeps its cell as long as it lives.
 */

export const TYPES = ['string', 'list', 'set', 'zset', 'hash', 'stream'] as const

const TYPE_INDEX: Readonly<Record<string, number>> = Object.fromEntries(TYPES.map((type, i) => [type, i]))
export const LARGEST = 16
const SMALLEST = 1
/** Cells smaller than this have no gap between them, px. */
const GAPPED = 3

export interface Grid {
  readonly columns: number
  readonly rows: number
  /** Edge of a cell with its gap, px. */
  readonly cell: number
}

/**
 * The largest square cells that hold `slots` in a box. Room is made for the next power of two, so that cells change
 * their size seldom.
 */
export const gridFor = (slots: number, width: number, height: number): Grid => {
  let capacity = 32
  while (capacity < slots) capacity *= 2
  for (let cell = LARGEST; ; cell--) {
    const columns = Math.max(1, Math.floor(width / cell))
    const rows = Math.max(1, Math.floor(height / cell))
    if (columns * rows >= (cell > GAPPED + 1 ? capacity : slots) || cell <= SMALLEST)
      return { columns, rows: Math.min(rows, Math.ceil(Math.max(1, slots) / columns)), cell }
  }
}

/** Paints one pixel a key; free cells and those beyond the grid stay clear. */
export const paintKeys = (pixels: Uint32Array, view: View, palette: Uint32Array): void => {
  pixels.fill(0)
  const { length } = pixels
  view.keys.forEach((cell) => {
    if (cell.slot < length) pixels[cell.slot] = palette[TYPE_INDEX[cell.value.type] ?? 0]!
  })
}

interface Props {
  view: ReadonlySignal<View>
  /** Cells with a ring around them. */
  marked: readonly KeyCell[]
  /** The cell the keyboard is at. */
  active: KeyCell | undefined
  label: string
  choose: (cell: KeyCell) => void
  /** Tells how many cells stand in a row, for the arrow keys. */
  onGrid?: (grid: Grid) => void
}

const cellAt = (view: View, slot: number): KeyCell | undefined => {
  let found: KeyCell | undefined
  view.keys.forEach((cell) => {
    if (cell.slot === slot) found = cell
  })
  return found
}

const Ring = ({ cell, grid, kind }: { cell: KeyCell; grid: Grid; kind: string }) => {
  const size = grid.cell
  return (
    <rect
      class={kind}
      x={(cell.slot % grid.columns) * size - 1.5}
      y={Math.floor(cell.slot / grid.columns) * size - 1.5}
      width={size + 2}
      height={size + 2}
      rx={2.5}
    />
  )
}

export const KeyMap = ({ view, marked, active, label, choose, onGrid }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useBox(host)
  const palette = usePalette(host)
  const { width, height } = box.value
  const slots = view.value.slots
  const grid = useMemo(() => gridFor(slots, width, height), [slots, width, height])
  const image = useMemo(
    () => (typeof ImageData === 'undefined' ? undefined : new ImageData(grid.columns, grid.rows)),
    [grid.columns, grid.rows],
  )
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || image === undefined || palette.value.length === 0) return
    paintKeys(new Uint32Array(image.data.buffer), view.peek(), palette.peek())
    context.putImageData(image, 0, 0)
  })
  useSignalEffect(() => {
    void view.value
    void palette.value
    void box.value
    paint()
  })
  onGrid?.(grid)
  const pick = (event: MouseEvent) => {
    const place = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const scale = place.width / (grid.columns * grid.cell)
    const column = Math.floor((event.clientX - place.left) / (grid.cell * scale))
    const row = Math.floor((event.clientY - place.top) / (grid.cell * scale))
    const cell = cellAt(view.peek(), row * grid.columns + column)
    if (cell) choose(cell)
  }
  const size = { width: `${grid.columns * grid.cell}px`, height: `${grid.rows * grid.cell}px` }
  return (
    <div class="key-map" ref={host}>
      <div class="swatches" aria-hidden="true">
        {TYPES.map((type) => (
          <i key={type} data-swatch={type} />
        ))}
      </div>
      {/* The keyboard walks these cells from the list of keys; the pointer needs no key of its own. */}
      {/* eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/no-static-element-interactions */}
      <div
        class={grid.cell < GAPPED ? 'cells fine' : 'cells'}
        style={{ ...size, '--cell': `${grid.cell}px` }}
        onClick={pick}
      >
        <canvas ref={canvas} width={grid.columns} height={grid.rows} role="img" aria-label={label} />
        <svg viewBox={`0 0 ${grid.columns * grid.cell} ${grid.rows * grid.cell}`} aria-hidden="true">
          {marked.map((cell) => (
            <Ring key={cell.key} cell={cell} grid={grid} kind="touched" />
          ))}
          {active && <Ring cell={active} grid={grid} kind="active" />}
        </svg>
      </div>
    </div>
  )
}
