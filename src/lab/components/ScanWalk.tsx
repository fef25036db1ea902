import { DRAWN_SLOTS, walked } from '../scenes/lane.ts'
import type { LaneState } from '../scenes/lane.ts'
import { Mark } from './Mark.tsx'
import type { PartStrings } from './part-strings.ts'
import { fill } from './strings.ts'

/*
 * The buckets of the hash table in their own order. SCAN's cursor jumps over them with its bits counted from the
 * highest one; each page ticks what it visited.
 */

const WIDTH = 12
const COLUMNS = 64

const Buckets = ({ state }: { state: LaneState }) => {
  const { slots, visited, scan } = state
  const page = scan.at(-1)
  const columns = Math.min(COLUMNS, slots)
  const rows = Math.ceil(slots / columns)
  const cursor = page === undefined || page.next === '0' ? undefined : Number(page.next) & (slots - 1)
  return (
    <svg
      class="buckets"
      viewBox={`-1 -9 ${columns * WIDTH + 2} ${rows * WIDTH + 11}`}
      style={{ maxWidth: `${columns * WIDTH * 1.6}px` }}
      aria-hidden="true"
    >
      {Array.from({ length: slots }, (_, slot) => (
        <rect
          key={slot}
          class={visited.has(slot) ? 'visited' : undefined}
          x={(slot % columns) * WIDTH + 0.5}
          y={Math.floor(slot / columns) * WIDTH + 0.5}
          width={WIDTH - 2}
          height={WIDTH - 2}
          rx={1.5}
        />
      ))}
      {cursor !== undefined && (
        <path
          class="needle"
          d={`M${(cursor % columns) * WIDTH + WIDTH / 2 - 0.5} ${Math.floor(cursor / columns) * WIDTH + 1}l-4.500 -8h9z`}
        />
      )}
    </svg>
  )
}

const said = (state: LaneState, words: PartStrings['lane']): string[] => {
  const page = state.scan.at(-1)
  if (page === undefined) return [words.noScan]
  const known = state.slots > 0 && state.slots <= DRAWN_SLOTS
  return [
    page.next === '0' ? words.over : `${words.cursor} ${page.next}`,
    known
      ? fill(words.buckets, { n: state.visited.size, of: state.slots })
      : fill(words.walked, { percent: (walked(page) * 100).toFixed(1) }),
    fill(words.found, { n: state.returned.toLocaleString('en') }),
    ...(state.repeated > 0 ? [fill(words.repeated, { n: state.repeated })] : []),
  ]
}

/** Where a SCAN stands; nothing before the first one. */
export const ScanWalk = ({ state, words }: { state: LaneState; words: PartStrings['lane'] }) => {
  const page = state.scan.at(-1)
  if (page === undefined) return null
  const drawn = state.slots > 0 && state.slots <= DRAWN_SLOTS
  return (
    <div class="scan-walk">
      <p class="scene-note">
        <b>{words.scan}</b> {said(state, words).join(', ')}
        {page.count === 0 && page.next !== '0' && (
          <em>
            <Mark name="miss" class="risk" /> {words.emptyPage}
          </em>
        )}
      </p>
      {drawn ? (
        <Buckets state={state} />
      ) : (
        <div class="bar" aria-hidden="true">
          <span style={{ inlineSize: `${walked(page) * 100}%` }} />
        </div>
      )}
    </div>
  )
}
