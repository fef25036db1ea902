import { useComputed } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { keyspace, view as viewOf } from '../scenes/keyspace.ts'
import { bucketsOf } from '../scenes/keyspace-view.ts'
import type { KeyCell, Tables, View } from '../scenes/keyspace-view.ts'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { useBox } from './scene-frame.tsx'
import { fill } from './strings.ts'

/*
 * The hash table of the keys: a box for each slot, a dot for each key chained in it. While it is rehashed there are
 * two tables, and a pointer at the slot that moves next.
 */

const COLUMNS = 16
/** Tables of more slots are told in numbers. */
const MOST_SLOTS = 256
const TALLEST = 30
const SHORTEST = 11

interface TableProps {
  buckets: readonly KeyCell[][]
  /** The slot that moves next, in the first table while rehashing. */
  index: number
  number: 0 | 1
  tables: Tables
  lit: ReadonlySet<string>
  height: number
  words: PartStrings['table']
}

const Dots = ({
  bucket,
  lit,
  x,
  y,
  size,
}: { bucket: readonly KeyCell[]; lit: ReadonlySet<string> } & Spot) => (
  <>
    {bucket.slice(0, 6).map((cell, i) => (
      <circle
        key={cell.key}
        class={`type-${cell.value.type}${lit.has(cell.key) ? ' lit' : ''}`}
        cx={x + 7 + (i % 3) * 7}
        cy={y + size / 2 + (bucket.length > 3 ? (i < 3 ? -3 : 3) : 0)}
        r={2.9}
      />
    ))}
  </>
)

interface Spot {
  x: number
  y: number
  size: number
}

const WIDTH = 28

const Table = ({ buckets, index, number, tables, lit, height, words }: TableProps) => {
  const slots = buckets.length
  const used = tables.used[number] || buckets.reduce((sum, bucket) => sum + bucket.length, 0)
  const columns = Math.min(COLUMNS, slots)
  const rows = Math.ceil(slots / columns)
  const size = Math.max(SHORTEST, Math.min(TALLEST, Math.floor((height - 44) / rows)))
  const spot = (slot: number): Spot => ({
    x: (slot % columns) * WIDTH,
    y: Math.floor(slot / columns) * size,
    size,
  })
  const next = index >= 0 && index < slots ? spot(index) : undefined
  return (
    <figure class="hash-table">
      <figcaption>
        <b>{fill(words.table, { n: number })}</b>{' '}
        <span>
          {fill(words.holds, { slots, keys: used })}, {words.load} {(used / slots).toFixed(2)}
        </span>
      </figcaption>
      <svg
        viewBox={`-2 -2 ${columns * WIDTH + 4} ${rows * size + 4}`}
        style={{ maxWidth: `${(columns * WIDTH + 4) * 1.15}px` }}
        role="img"
        aria-label={fill(words.holds, { slots, keys: used })}
      >
        {buckets.map((bucket, slot) => {
          const { x, y } = spot(slot)
          return (
            <g key={slot} class={slot < index ? 'slot moved' : 'slot'}>
              <rect x={x + 0.75} y={y + 0.75} width={WIDTH - 3} height={size - 2.5} rx={2} />
              <Dots bucket={bucket} lit={lit} {...spot(slot)} />
            </g>
          )
        })}
        {next && <rect class="next" x={next.x} y={next.y} width={WIDTH - 1.5} height={size - 1} rx={2.5} />}
      </svg>
    </figure>
  )
}

/** A large table in numbers: how full, how far it is rehashed. */
const Large = ({ tables, words }: { tables: Tables; words: PartStrings['table'] }) => {
  const [first, second] = tables.sizes
  const done = tables.index < 0 ? 0 : tables.index / first
  return (
    <div class="hash-large">
      <p>{fill(words.large, { n: Math.max(first, second).toLocaleString('en') })}</p>
      <div class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${done * 100}%` }} />
      </div>
    </div>
  )
}

interface Props {
  view: ReadonlySignal<View>
  touched: readonly string[]
  words: PartStrings['table']
}

export const HashTable = ({ view, touched, words }: Props) => {
  const host = useRef<HTMLDivElement>(null)
  const box = useBox(host)
  const { tables } = view.value
  const drawn = tables !== undefined && Math.max(...tables.sizes) <= MOST_SLOTS && tables.sizes[0] > 0
  const buckets = useComputed(() => (drawn ? bucketsOf(view.value) : undefined))
  const lit = new Set(touched)
  const shared = tables && { tables, lit, words }
  const two = tables !== undefined && tables.index >= 0
  const height = box.value.width < 560 && two ? box.value.height / 2 : box.value.height
  return (
    <div class="hash" ref={host}>
      <p class="scene-note">
        {tables === undefined || tables.sizes[0] === 0
          ? words.none
          : two
            ? fill(words.rehashing, { index: tables.index, slots: tables.sizes[0] })
            : words.stands}
      </p>
      {tables !== undefined && !drawn && tables.sizes[0] > 0 && <Large tables={tables} words={words} />}
      {buckets.value && shared && (
        <div class={two ? 'hash-tables two' : 'hash-tables'}>
          <Table
            {...shared}
            buckets={buckets.value[0]}
            index={shared.tables.index}
            number={0}
            height={height}
          />
          {two && <Table {...shared} buckets={buckets.value[1]} index={-1} number={1} height={height} />}
        </div>
      )}
    </div>
  )
}

/** The hash table as a tab of its own. */
export const HashTableTool = ({ controller, t }: PartProps) => {
  const state = controller.fold(keyspace)
  const view = useComputed(() => viewOf(state.value))
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling panel must take the keyboard
    <div class="tool-scroll" tabIndex={0} role="region" aria-label={t.parts.table.title}>
      <HashTable view={view} touched={state.value.touched} words={t.parts.table} />
    </div>
  )
}
