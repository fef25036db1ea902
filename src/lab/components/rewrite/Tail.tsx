import { whereIs } from '../../scenes/rewrite.ts'
import type { RewriteState, TailRecord } from '../../scenes/rewrite.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { fill } from '../strings.ts'
import type { RewriteWords } from './words.ts'

/* The last records of the file that is written to, as it holds them; the bar tells whether they are on the disk. */

const SHOWN = 6
const LINE_END = '\u21b5'

/** Bytes of a command in the file. */
const encoded = (argv: readonly string[]): number =>
  argv.reduce(
    (sum, word) => sum + 5 + String(word.length).length + word.length,
    3 + String(argv.length).length,
  )

const Line = ({ state, record, words }: { state: RewriteState; record: TailRecord; words: RewriteWords }) => {
  const { argv, bytes } = record
  const where = whereIs(state, record)
  const ahead = bytes - encoded(argv)
  return (
    <li class={where}>
      <code lang="en">
        {ahead > 0 && <em>{fill(words.ahead, { n: ahead })}</em>}
        <i>{`*${argv.length}${LINE_END}`}</i>
        {argv.map((word, i) => (
          <span key={i}>
            <i>{`$${word.length}${LINE_END}`}</i>
            {readable(word, 24)}
            <i>{LINE_END}</i>
          </span>
        ))}
      </code>
      <small>{words.where[where]}</small>
    </li>
  )
}

export const Tail = ({ state, words }: { state: RewriteState; words: RewriteWords }) => {
  const { live, tail } = state
  if (live === undefined) return null
  return (
    <section class="rewrite-tail">
      <p class="tail-head">{fill(words.tail, { file: live.replace('appendonly.aof.', '') })}</p>
      {tail.length === 0 ? (
        <p>{words.noTail}</p>
      ) : (
        <ol>
          {tail.slice(-SHOWN).map((record) => (
            <Line key={record.seq} state={state} record={record} words={words} />
          ))}
        </ol>
      )}
    </section>
  )
}
