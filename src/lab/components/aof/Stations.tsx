import { stationOf } from '../../scenes/aof.ts'
import type { AofState, Run, Station } from '../../scenes/aof.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { fill } from '../strings.ts'
import type { AofWords } from './words.ts'

/* Four stations from left to right; each command is a run whose width is its bytes. The line is the edge of the disk. */

/** Runs a station draws; older ones are counted. */
const SHOWN = 5
const WIDEST = 120

const Chip = ({ run, station }: { run: Run; station: Station }) => {
  const bytes = run.to - run.from
  const text = run.argv.map((word) => readable(word, 18)).join(' ')
  return (
    <li
      class={`run ${station}`}
      style={{ minWidth: `${Math.min(WIDEST, 10 + bytes * 0.8)}px` }}
      title={`${text} · ${bytes} B`}
    >
      {readable(text, 16)}
    </li>
  )
}

const Box = ({
  at,
  runs,
  total,
  words,
}: {
  at: Station | 'client'
  runs: readonly Run[]
  total: number
  words: AofWords
}) => {
  const { name, note } = words.stations[at]
  const shown = runs.slice(-SHOWN)
  const earlier = runs.length - shown.length
  return (
    <section class={`station ${at}`} aria-label={name}>
      <b class="name" lang={name === 'aof_buf' ? 'en' : undefined}>
        {name}
      </b>
      <p>{note}</p>
      <ol lang="en">
        {earlier > 0 && <li class="earlier">{fill(words.earlier, { n: earlier })}</li>}
        {shown.map((run) =>
          at === 'client' ? (
            <li key={run.seq} class="told" title={run.argv.join(' ')}>
              +OK
            </li>
          ) : (
            <Chip key={run.seq} run={run} station={at} />
          ),
        )}
      </ol>
      <output>
        {total.toLocaleString('en')} {at === 'client' ? '' : words.bytes}
      </output>
    </section>
  )
}

export const Stations = ({ state, words }: { state: AofState; words: AofWords }) => {
  const at = (station: Station): readonly Run[] =>
    state.runs.filter((run) => stationOf(state, run) === station)
  const { appended, written, durable, told } = state
  return (
    <div class="stations">
      <Box at="client" runs={state.runs.filter((run) => run.told).slice(-SHOWN)} total={told} words={words} />
      <Box at="buffer" runs={at('buffer')} total={appended - written} words={words} />
      <Box at="cache" runs={at('cache')} total={written - durable} words={words} />
      <i class="disk-edge" aria-hidden="true" />
      <Box at="disk" runs={at('disk')} total={durable} words={words} />
    </div>
  )
}
