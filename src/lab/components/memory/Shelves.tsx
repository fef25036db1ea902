import { useRef } from 'preact/hooks'
import type { BinReading } from '../../../redis/eviction/events.ts'
import { useBox } from '../scene-frame.tsx'
import { fill } from '../strings.ts'
import type { MemoryWords } from './words.ts'

/* A shelf for each size of piece, a square for each run of pages, darker the fuller it is. */

const EDGE = 12
/** Rows of squares a shelf may have; what has no room is a number. */
const MOST_ROWS = 12
/** From empty to full: the ramp of the tokens, lightest first. */
export const SHADES = [
  'var(--pane)',
  'var(--i6)',
  'var(--i5)',
  'var(--i4)',
  'var(--i3)',
  'var(--i2)',
  'var(--i1)',
]

/** The shade of a run with so many of its pieces in use: 0 empty, 6 full. */
export const shadeOf = (used: number, room: number): number =>
  used === 0 ? 0 : used === room ? SHADES.length - 1 : 1 + Math.floor((used / room) * (SHADES.length - 2))

/** One path for each shade: a shelf of a thousand squares is seven elements. */
const pathsOf = ({ fill: runs, room }: BinReading, columns: number): string[] => {
  const paths = SHADES.map(() => '')
  runs.slice(0, columns * MOST_ROWS).forEach((used, i) => {
    const x = (i % columns) * EDGE
    const y = Math.floor(i / columns) * EDGE
    paths[shadeOf(used, room)] += `M${x} ${y}h${EDGE - 2}v${EDGE - 2}h${2 - EDGE}z`
  })
  return paths
}

const Shelf = ({ bin, columns, words }: { bin: BinReading; columns: number; words: MemoryWords }) => {
  const { used, capacity, size, slabs } = bin
  const shown = Math.min(bin.fill.length, columns * MOST_ROWS)
  const height = Math.ceil(shown / columns) * EDGE
  const percent = Math.round((100 * used) / Math.max(1, capacity))
  return (
    <li>
      <b>{fill(words.pieces, { size: size.toLocaleString('en') })}</b>
      <svg viewBox={`0 0 ${columns * EDGE} ${height}`} style={{ height: `${height}px` }} aria-hidden="true">
        {pathsOf(bin, columns).map(
          (d, i) => d !== '' && <path key={i} class="page" d={d} style={{ fill: SHADES[i] }} />,
        )}
      </svg>
      <small>
        {fill(words.fill, {
          used: used.toLocaleString('en'),
          capacity: capacity.toLocaleString('en'),
          percent,
        })}
        {slabs > shown && fill(words.more, { n: (slabs - shown).toLocaleString('en') })}
      </small>
    </li>
  )
}

/** Shelves of what matters most first: the sizes with the most bytes on their pages. */
export const Shelves = ({ bins, words }: { bins: readonly BinReading[]; words: MemoryWords }) => {
  const host = useRef<HTMLOListElement>(null)
  const { width } = useBox(host).value
  const columns = Math.max(8, Math.floor((width - 82) / EDGE))
  const bytes = ({ size, capacity }: BinReading): number => size * capacity
  const largest = [...bins].sort((a, b) => bytes(b) - bytes(a)).slice(0, 8)
  return (
    <ol class="me-shelves" ref={host}>
      {width > 0 && largest.map((bin) => <Shelf key={bin.size} bin={bin} columns={columns} words={words} />)}
    </ol>
  )
}
