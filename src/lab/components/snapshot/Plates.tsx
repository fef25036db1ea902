import { CELLS } from '../../scenes/snapshot.ts'
import type { SnapshotState } from '../../scenes/snapshot.ts'
import { fill } from '../strings.ts'
import type { SnapshotWords } from './words.ts'

/* Parent and child over the same pages: what is shared has one tint; a copied page is marked in both. */

const COLUMNS = 28
const SIZE = 11
const GAP = 2

const pageText = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${bytes / 1048576} MB` : `${bytes / 1024} KB`

/** Pages that a cell stands for. */
const inCell = (pages: number): number => Math.max(1, pages / Math.min(CELLS, Math.max(1, pages)))

/** How much of a cell's pages was copied, from its foot up. */
const Copied = ({ i, share }: { i: number; share: number }) => (
  <rect
    class="copied"
    x={(i % COLUMNS) * (SIZE + GAP)}
    y={Math.floor(i / COLUMNS) * (SIZE + GAP) + SIZE * (1 - share)}
    width={SIZE}
    height={SIZE * share}
    rx={share === 1 ? 2 : 0}
  />
)

const Cells = ({ state, side }: { state: SnapshotState; side: 'parent' | 'child' }) => {
  const { pages, child } = state
  const cells = pages?.cells ?? Array.from({ length: CELLS }, () => 0)
  const rows = Math.ceil(cells.length / COLUMNS)
  const each = inCell(pages?.pages ?? 0)
  const done = child === undefined ? 0 : Math.floor((child.written / Math.max(1, child.keys)) * cells.length)
  return (
    <svg
      viewBox={`0 0 ${COLUMNS * (SIZE + GAP)} ${rows * (SIZE + GAP)}`}
      class={`cells ${side}`}
      aria-hidden="true"
    >
      {cells.map((copied, i) => (
        <rect
          key={i}
          class={`${side === 'child' && copied > 0 ? 'kept' : 'shared'}${side === 'child' && i < done ? ' written' : ''}`}
          stroke-width={side === 'child' && copied > 0 ? 0.8 + 1.6 * Math.min(1, copied / each) : undefined}
          x={(i % COLUMNS) * (SIZE + GAP)}
          y={Math.floor(i / COLUMNS) * (SIZE + GAP)}
          width={SIZE}
          height={SIZE}
          rx="2"
        />
      ))}
      {side === 'parent' &&
        cells.map(
          (copied, i) =>
            copied > 0 && <Copied key={`copied-${i}`} i={i} share={Math.min(1, copied / each)} />,
        )}
    </svg>
  )
}

export const Plates = ({ state, words }: { state: SnapshotState; words: SnapshotWords }) => {
  const { child, pages } = state
  const total = pages?.pages ?? 0
  const n = pages?.copied ?? 0
  const mb = ((pages?.bytes ?? 0) / 1048576).toFixed(1)
  return (
    <div class="plates">
      <figure>
        <figcaption>
          <b>{words.parent}</b>
          {pages !== undefined && (
            <span>
              {fill(words.pageNote, { pages: total.toLocaleString('en'), size: pageText(pages.pageSize) })}
              {total > CELLS && `, ${fill(words.perCell, { n: Math.ceil(total / CELLS) })}`}
            </span>
          )}
        </figcaption>
        <Cells state={state} side="parent" />
        {pages !== undefined && <p>{fill(words.copied, { n, total, mb })}</p>}
      </figure>
      <figure class={child === undefined ? 'absent' : undefined}>
        <figcaption>
          <b>{child === undefined ? words.noChild : fill(words.child, { pid: child.pid })}</b>
          {child !== undefined && <span>{fill(words.pause, { ms: (child.pause / 1000).toFixed(2) })}</span>}
        </figcaption>
        <Cells state={state} side="child" />
        {child !== undefined && <p>{fill(words.written, { n: child.written, total: child.keys })}</p>}
      </figure>
    </div>
  )
}
