import { useMemo } from 'preact/hooks'
import type { KeyState } from '../../../redis/server/events.ts'
import { errorOf } from '../../scenes/bits.ts'
import type { Point, SketchState } from '../../scenes/bits.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { sketchOf } from '../../scenes/registers.ts'
import { RegisterMap } from '../RegisterMap.tsx'
import { fill } from '../strings.ts'
import type { BitsWords } from './words.ts'

/* A HyperLogLog: its registers, how large it is, what it estimates and how far that is off. */

const number = (n: number): string => n.toLocaleString('en')

/** 1.04 / sqrt(16384), in percent. */
const STANDARD_ERROR = 0.8125
const DENSE_BYTES = 12304

const WIDTH = 240
const HEIGHT = 74
/** Percent at the edge of the chart. */
const EDGE = 3

const Chart = ({ points, words }: { points: readonly Point[]; words: BitsWords }) => {
  const most = Math.max(1, ...points.map(({ truth }) => truth))
  const x = (truth: number): number => (truth / most) * WIDTH
  const y = (error: number): number =>
    HEIGHT / 2 - (Math.max(-EDGE, Math.min(EDGE, error)) / EDGE) * (HEIGHT / 2 - 4)
  const line = points.map((point) => `${x(point.truth).toFixed(1)},${y(errorOf(point)).toFixed(1)}`)
  return (
    <figure class="error-chart">
      <svg viewBox={`-30 0 ${WIDTH + 36} ${HEIGHT}`} role="img" aria-label={words.chart}>
        <rect
          class="band"
          x={0}
          width={WIDTH}
          y={y(STANDARD_ERROR)}
          height={y(-STANDARD_ERROR) - y(STANDARD_ERROR)}
        />
        <line class="zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {[EDGE, 0, -EDGE].map((percent) => (
          <text key={percent} x={-5} y={y(percent) + 4}>
            {percent > 0 ? `+${percent}` : percent}
          </text>
        ))}
        <polyline points={line.join(' ')} />
        {line.length > 0 && <circle cx={x(points.at(-1)!.truth)} cy={y(errorOf(points.at(-1)!))} r={3.4} />}
      </svg>
      <figcaption class="scene-note">
        {words.chart}; {words.band}
      </figcaption>
    </figure>
  )
}

interface Props {
  sketch: SketchState
  value: KeyState
  truth: { readonly key: string; readonly size: number } | undefined
  words: BitsWords
}

const Facts = ({ sketch, truth, words }: Omit<Props, 'value'>) => {
  const point = sketch.points.at(-1)
  return (
    <dl class="sketch-facts">
      <div>
        <dt>{words.estimate}</dt>
        <dd>{number(sketch.estimate)}</dd>
      </div>
      {truth !== undefined && (
        <div>
          <dt>
            {words.truth}{' '}
            <code class="mono" lang="en">
              {readable(truth.key, 18)}
            </code>
          </dt>
          <dd>{number(truth.size)}</dd>
        </div>
      )}
      {point !== undefined && (
        <div>
          <dt>{words.off}</dt>
          <dd>
            {errorOf(point) > 0 ? '+' : ''}
            {errorOf(point).toFixed(2)}&#8239;%
          </dd>
        </div>
      )}
      <div>
        <dt>{words.size}</dt>
        <dd>{fill(words.bytes, { n: number(sketch.bytes) })}</dd>
      </div>
    </dl>
  )
}

export const Sketch = ({ sketch, value, truth, words }: Props) => {
  const registers = useMemo(() => sketchOf(value)?.registers, [value])
  const { bytes, dense, sparseMax, filled, points } = sketch
  return (
    <section class="sketch" aria-label={`${words.sketch} ${readable(sketch.key)}`}>
      <p class="sketch-name">
        <b class="mono" lang="en">
          {readable(sketch.key, 24)}
        </b>{' '}
        <span>{words.form[dense ? 'dense' : 'sparse']}</span>
      </p>
      <div class="sketch-body">
        <div>
          {registers && <RegisterMap registers={registers} label={words.registers} />}
          <p class="scene-note">
            {words.registers}. {fill(words.filled, { n: number(filled) })}
          </p>
        </div>
        <div class="sketch-side">
          <Facts sketch={sketch} truth={truth} words={words} />
          <div class="size-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * bytes) / DENSE_BYTES}%` }} />
            <i style={{ insetInlineStart: `${Math.min(100, (100 * sparseMax) / DENSE_BYTES)}%` }} />
          </div>
          <p class="scene-note">{fill(words.sparseMax, { n: number(sparseMax) })}</p>
          {points.length > 1 ? (
            <Chart points={points} words={words} />
          ) : (
            truth === undefined && <p class="scene-note">{words.noTruth}</p>
          )}
        </div>
      </div>
    </section>
  )
}
