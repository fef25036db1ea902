import type { TableState } from '../../../redis/introspection/structure-state.ts'
import { fill } from '../strings.ts'
import type { StructureWords } from './words.ts'

/*
 * The slots of a value's hash table: few with a dot for each entry, many as cells that are darker the longer their
 * chain is. While it is rehashed there are two tables and the slot that moves next.
 */

const FEW = 64
const FEW_SIZE = 30
const MANY_SIZE = 11
/** Dots in a slot; longer chains are as wide as that. */
const MOST_DOTS = 5

const Dots = ({ x, y, length }: { x: number; y: number; length: number }) => (
  <>
    {Array.from({ length: Math.min(length, MOST_DOTS) }, (_, i) => (
      <circle key={i} cx={x + 7 + (i % 3) * 7} cy={y + (length > 3 ? (i < 3 ? 9 : 18) : 13.5)} r={2.9} />
    ))}
  </>
)

interface TableProps {
  chains: string
  slots: number
  used: number
  /** The slot that moves next; -1: none. */
  index: number
  width: number
  words: StructureWords
}

const Table = ({ chains, slots, used, index, width, words }: TableProps) => {
  const few = slots <= FEW
  const size = few ? FEW_SIZE : MANY_SIZE
  const columns = Math.max(4, Math.min(few ? 16 : 64, slots, Math.floor(width / size)))
  const rows = Math.ceil(chains.length / columns)
  const said = fill(words.table, { slots: slots.toLocaleString('en'), used: used.toLocaleString('en') })
  const place = (slot: number) => ({ x: (slot % columns) * size, y: Math.floor(slot / columns) * size })
  return (
    <figure class="slots">
      <figcaption>{said}</figcaption>
      <svg
        viewBox={`-1 -1 ${columns * size + 2} ${rows * size + 2}`}
        style={{ width: `${columns * size + 2}px` }}
        role="img"
        aria-label={said}
      >
        {[...chains].map((chain, slot) => {
          const { x, y } = place(slot)
          const length = chain.charCodeAt(0)
          return (
            <g
              key={slot}
              class={`${slot < index ? 'moved ' : ''}${few ? '' : `chain-${Math.min(3, length)}`}`}
            >
              <rect x={x + 0.5} y={y + 0.5} width={size - 2} height={size - 2.5} rx={few ? 3 : 1.5} />
              {few && <Dots x={x} y={y} length={length} />}
            </g>
          )
        })}
        {index >= 0 && index < chains.length && (
          <rect
            class="next"
            x={place(index).x - 0.5}
            y={place(index).y - 0.5}
            width={size}
            height={size}
            rx={3}
          />
        )}
      </svg>
      {slots > chains.length && (
        <p class="scene-note">{fill(words.notDrawn, { n: (slots - chains.length).toLocaleString('en') })}</p>
      )}
    </figure>
  )
}

/** One table, or two while the first is moved into the second. */
export const Slots = ({
  table,
  width,
  words,
}: {
  table: TableState
  width: number
  words: StructureWords
}) => {
  const { slots, used, index, chains } = table
  const growing = index >= 0
  const room = growing && width > 560 ? (width - 24) / 2 : width
  return (
    <>
      <p class="scene-note">{growing ? fill(words.rehash, { index }) : words.chains}</p>
      <div class="slots-pair">
        {([0, 1] as const)
          .filter((n) => slots[n] > 0)
          .map((n) => (
            <Table
              key={n}
              chains={chains[n]}
              slots={slots[n]}
              used={used[n]}
              index={n === 0 ? index : -1}
              width={room}
              words={words}
            />
          ))}
      </div>
    </>
  )
}
