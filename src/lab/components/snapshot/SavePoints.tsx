import { nearness } from '../../scenes/snapshot.ts'
import type { SavePoint, SnapshotState } from '../../scenes/snapshot.ts'
import { fill } from '../strings.ts'
import type { SnapshotWords } from './words.ts'

/* Two bars for each save point: changes and seconds. It fires when both are full. */

const Meter = ({ share, label }: { share: number; label: string }) => (
  <span class={`meter${share >= 1 ? ' full' : ''}`}>
    <i style={{ width: `${share * 100}%` }} />
    <em>{label}</em>
  </span>
)

const Point = ({
  point,
  state,
  now,
  words,
}: {
  point: SavePoint
  state: SnapshotState
  now: number
  words: SnapshotWords
}) => {
  const near = nearness(state, point, now)
  const elapsed = Math.max(0, Math.floor((now - state.lastSave) / 1e6))
  return (
    <li>
      <code lang="en">{fill(words.point, { seconds: point.seconds, changes: point.changes })}</code>
      <Meter share={near.changes} label={`${state.changes} / ${point.changes} ${words.changes}`} />
      <Meter
        share={near.seconds}
        label={`${Math.min(elapsed, point.seconds)} / ${point.seconds} ${words.seconds}`}
      />
    </li>
  )
}

export const SavePoints = ({
  state,
  now,
  words,
}: {
  state: SnapshotState
  now: number
  words: SnapshotWords
}) => (
  <div class="save-points">
    {state.refusing ? (
      <p class="refusing">{words.refusing}</p>
    ) : (
      <p class="scene-note">{state.points.length === 0 ? words.noPoints : words.points}</p>
    )}
    <ul>
      {state.points.map((point) => (
        <Point
          key={`${point.seconds} ${point.changes}`}
          point={point}
          state={state}
          now={now}
          words={words}
        />
      ))}
    </ul>
  </div>
)
