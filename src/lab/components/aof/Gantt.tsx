import type { AofState, Stretch } from '../../scenes/aof.ts'
import type { AofWords } from './words.ts'

/* What each thread does with the disk, over the last seconds: `always` visibly holds the main thread. */

const SPAN = 4_000_000
const ROW = 20
const LABEL = 104
const WIDTH = 640
const LANES = ['main', 'thread', 'kernel'] as const

const x = (at: number, now: number): number =>
  LABEL + Math.max(0, (at - (now - SPAN)) / SPAN) * (WIDTH - LABEL)

const Bar = ({ stretch, now, words }: { stretch: Stretch; now: number; words: AofWords }) => {
  const until = Math.min(now, stretch.until ?? now)
  const from = x(stretch.from, now)
  const width = Math.max(2.5, x(until, now) - from)
  return (
    <rect
      class={`stretch ${stretch.what}`}
      x={from}
      y={LANES.indexOf(stretch.lane) * ROW + 4}
      width={width}
      height={ROW - 8}
    >
      <title>{`${words.stretch[stretch.what]} ${((until - stretch.from) / 1000).toFixed(1)} ms`}</title>
    </rect>
  )
}

export const Gantt = ({ state, now, words }: { state: AofState; now: number; words: AofWords }) => (
  <svg
    class="gantt"
    viewBox={`0 0 ${WIDTH} ${LANES.length * ROW}`}
    role="img"
    aria-label={LANES.map((lane) => words.lanes[lane]).join(', ')}
  >
    {LANES.map((lane, i) => (
      <g key={lane}>
        <text x="0" y={i * ROW + 14}>
          {words.lanes[lane]}
        </text>
        <line x1={LABEL} x2={WIDTH} y1={i * ROW + ROW / 2} y2={i * ROW + ROW / 2} />
      </g>
    ))}
    {state.stretches
      .filter(({ until }) => until === undefined || until > now - SPAN)
      .map((stretch) => (
        <Bar key={`${stretch.lane}${stretch.from}`} stretch={stretch} now={now} words={words} />
      ))}
  </svg>
)
