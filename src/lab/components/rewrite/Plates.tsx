import type { RewriteState } from '../../scenes/rewrite.ts'
import { fill } from '../strings.ts'
import type { RewriteWords } from './words.ts'

/* Parent and child over the pages they share; a page that was copied is filled in the parent, ringed in the child. */

const COLUMNS = 28
const SIZE = 11
const GAP = 2
const EMPTY: readonly number[] = Array.from({ length: 196 }, () => 0)

const Cells = ({ cells, done }: { cells: readonly number[]; done: number | undefined }) => (
  <svg
    class="rewrite-cells"
    viewBox={`0 0 ${COLUMNS * (SIZE + GAP)} ${Math.ceil(cells.length / COLUMNS) * (SIZE + GAP)}`}
    aria-hidden="true"
  >
    {cells.map((copied, i) => (
      <rect
        key={i}
        class={[
          done !== undefined && i < done ? 'written' : 'shared',
          copied > 0 ? (done === undefined ? 'copied' : 'kept') : '',
        ].join(' ')}
        x={(i % COLUMNS) * (SIZE + GAP) + 1}
        y={Math.floor(i / COLUMNS) * (SIZE + GAP) + 1}
        width={SIZE}
        height={SIZE}
        rx="2"
      />
    ))}
  </svg>
)

export const Plates = ({ state, words }: { state: RewriteState; words: RewriteWords }) => {
  const { child, pages } = state
  const cells = pages?.cells ?? EMPTY
  const done = child === undefined ? 0 : Math.floor((child.written / Math.max(1, child.keys)) * cells.length)
  return (
    <div class="rewrite-plates">
      <figure>
        <figcaption>
          <b>{words.parent}</b>
          {pages !== undefined && (
            <span>{fill(words.copied, { n: pages.copied, total: pages.pages.toLocaleString('en') })}</span>
          )}
        </figcaption>
        <Cells cells={cells} done={undefined} />
      </figure>
      <figure class={child === undefined ? 'absent' : undefined}>
        <figcaption>
          <b>{child === undefined ? words.noChild : fill(words.childPlate, { pid: child.pid })}</b>
          {child !== undefined && <span>{fill(words.written, { n: child.written, total: child.keys })}</span>}
        </figcaption>
        <Cells cells={child === undefined ? EMPTY : cells} done={done} />
      </figure>
    </div>
  )
}
