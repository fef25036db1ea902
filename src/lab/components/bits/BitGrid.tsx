import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { KeyState } from '../../../redis/server/events.ts'
import { bitOf, bytesOf, countOf, KNOWN_BITS, lastOne } from '../../scenes/bits.ts'
import type { Looked } from '../../scenes/bits.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { HandArea } from '../areas.tsx'
import { useBox } from '../scene-frame.tsx'
import { fill } from '../strings.ts'
import { BitStrip } from './BitStrip.tsx'
import type { BitsWords } from './words.ts'

/*
 * Bitmaps as rows of cells, a bit each; bytes stand together. A bit beyond the end of the string is a dot: it is not
 * stored and reads as 0. One stop of the Tab key; arrows walk the cells, Enter turns one over.
 */

export interface BitRow {
  readonly key: string
  readonly value: KeyState
}

interface Props {
  rows: readonly BitRow[]
  looked: Looked | undefined
  words: BitsWords
  toggle: (key: string, offset: number, bit: 0 | 1) => void
}

const LARGEST = 24
const SMALLEST = 9
const BYTE_GAP = 3
const HEAD = 18
/** Below this many marks each bit is a cell of its own that can be turned over. */
const MOST_CELLS = 1000
const NARROW = 520

/** Room above the cells: the first row has the scale. */
const headOf = (index: number): number => (index === 0 ? HEAD : 2)

/** Bits drawn of each row: whole bytes that hold every 1, with some room to add. */
export const columnsFor = (rows: readonly BitRow[]): number => {
  const last = Math.max(0, ...rows.map(({ value }) => lastOne(bytesOf(value))))
  const bytes = Math.max(2, Math.ceil((last + 2) / 8))
  return Math.min(KNOWN_BITS, bytes * 8)
}

interface Layout {
  readonly columns: number
  readonly edge: number
  readonly x: (offset: number) => number
}

const layoutFor = (bits: number, width: number, rows: number): Layout => {
  const most = Math.floor(MOST_CELLS / Math.max(1, rows) / 8) * 8
  const fit = Math.max(8, Math.floor((width + BYTE_GAP) / (SMALLEST * 8 + BYTE_GAP)) * 8)
  const columns = Math.max(8, Math.min(bits, fit, Math.max(8, most)))
  const edge = Math.min(LARGEST, Math.floor((width - (columns / 8) * BYTE_GAP) / columns))
  return { columns, edge, x: (offset) => offset * edge + Math.floor(offset / 8) * BYTE_GAP }
}

interface CellsProps {
  row: BitRow
  index: number
  layout: Layout
  looked: Looked | undefined
  /** The bit the keyboard is at; -1: in another row. */
  active: number
}

const Cells = ({ row, index, layout, looked, active }: CellsProps) => {
  const bytes = bytesOf(row.value)
  const { columns, edge, x } = layout
  const top = headOf(index)
  const at = looked?.key === row.key ? looked : undefined
  return (
    <g data-row={index}>
      {Array.from({ length: columns }, (_, offset) => {
        if (offset >= row.value.size * 8)
          return <circle key={offset} class="beyond" cx={x(offset) + edge / 2} cy={top + edge / 2} r={1.6} />
        const one = bitOf(bytes, offset) === 1
        return (
          <rect
            key={offset}
            class={one ? 'one' : 'zero'}
            x={x(offset) + 1}
            y={top + 1}
            width={edge - 2}
            height={edge - 2}
            rx={Math.min(3, edge / 5)}
          />
        )
      })}
      {at !== undefined && at.offset < columns && (
        <rect
          class={at.write ? 'looked write' : 'looked'}
          x={x(at.offset) - 0.5}
          y={top - 0.5}
          width={edge + 1}
          height={edge + 1}
          rx={4}
        />
      )}
      {active >= 0 && (
        <rect class="active" x={x(active) - 1} y={top - 1} width={edge + 2} height={edge + 2} rx={4.5} />
      )}
    </g>
  )
}

const Scale = ({ layout }: { layout: Layout }) => (
  <g class="scale">
    {Array.from({ length: layout.columns / 8 }, (_, byte) => (
      <text key={byte} x={layout.x(byte * 8) + 1} y={12}>
        {byte * 8}
      </text>
    ))}
  </g>
)

const factsOf = ({ value }: BitRow, columns: number, words: BitsWords): string => {
  const { ones, more } = countOf(value)
  const count = fill(more ? words.countMore : words.count, { n: ones.toLocaleString('en') })
  const shown = value.size * 8 > columns ? `, ${fill(words.first, { n: columns })}` : ''
  return `${count}, ${fill(words.bytes, { n: value.size.toLocaleString('en') })}${shown}`
}

interface RowProps extends CellsProps {
  words: BitsWords
  choose: (offset: number) => void
}

const Row = (props: RowProps) => {
  const { row, index, layout, words, choose } = props
  const { columns, edge, x } = layout
  const bytes = bytesOf(row.value)
  const facts = factsOf(row, columns, words)
  const click = (event: MouseEvent) => {
    const px = event.clientX - (event.currentTarget as SVGElement).getBoundingClientRect().left
    const offset = Array.from({ length: columns }, (_, i) => i).findLast((i) => x(i) <= px)
    if (offset !== undefined) choose(offset)
  }
  return (
    <div class="bit-row">
      <p>
        <b class="mono" lang="en">
          {readable(row.key, 22)}
        </b>
        <span>{facts}</span>
      </p>
      {/* The grid around it has the keyboard. */}
      <svg
        width={x(columns - 1) + edge + 2}
        height={headOf(index) + edge + 3}
        aria-hidden="true"
        onClick={click}
      >
        {index === 0 && <Scale layout={layout} />}
        <Cells {...props} />
      </svg>
      {bytes.length * 8 > columns && <BitStrip bytes={bytes} label={facts} />}
    </div>
  )
}

interface Active {
  readonly row: number
  readonly offset: number
}

const moved = ({ row, offset }: Active, key: string, rows: number, columns: number): Active | undefined => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key]
  if (key === 'Home') return { row, offset: 0 }
  if (key === 'End') return { row, offset: columns - 1 }
  if (step === undefined) return undefined
  const clamp = (n: number, most: number): number => Math.max(0, Math.min(most, n))
  return { row: clamp(row + step[0]!, rows - 1), offset: clamp(offset + step[1]!, columns - 1) }
}

export const BitGrid = ({ rows, looked, words, toggle }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const active = useSignal<Active>({ row: 0, offset: 0 })
  const focused = useSignal(false)
  const { width } = useBox(host).value
  const nameWidth = width < NARROW ? 0 : 150
  const layout = layoutFor(columnsFor(rows), Math.max(120, width - nameWidth - 8), rows.length)
  const { columns } = layout
  const at = {
    row: Math.min(active.value.row, rows.length - 1),
    offset: Math.min(active.value.offset, columns - 1),
  }
  const bitAt = ({ row, offset }: Active): 0 | 1 => bitOf(bytesOf(rows[row]!.value), offset)
  const turn = (cell: Active) => toggle(rows[cell.row]!.key, cell.offset, bitAt(cell) === 1 ? 0 : 1)
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = moved(at, event.key, rows.length, columns)
    if (next !== undefined) active.value = next
    else if (event.key === 'Enter' || event.key === ' ') turn(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const stored = at.offset < rows[at.row]!.value.size * 8
  const told = fill(words.cell, {
    key: readable(rows[at.row]!.key),
    offset: at.offset,
    bit: stored ? bitAt(at) : words.beyond,
  })
  return (
    <HandArea
      class={width < NARROW ? 'bit-grid narrow' : 'bit-grid'}
      host={host}
      label={words.grid}
      focused={focused}
      keys={keys}
    >
      {rows.map((row, index) => (
        <Row
          key={row.key}
          row={row}
          index={index}
          layout={layout}
          looked={looked}
          active={focused.value && at.row === index ? at.offset : -1}
          words={words}
          choose={(offset) => {
            active.value = { row: index, offset }
            turn({ row: index, offset })
          }}
        />
      ))}
      <span class="unseen" aria-live="polite">
        {focused.value ? told : ''}
      </span>
    </HandArea>
  )
}
