import type { IntSetState } from '../../../redis/introspection/structure-state.ts'
import { entriesOf, frontOf, LISTPACK_FRONT } from '../../scenes/listpack-bytes.ts'
import type { PackedEntry } from '../../scenes/listpack-bytes.ts'
import { hexOf } from '../../scenes/structure-rows.ts'
import { shownText } from '../KeyValue.tsx'
import { fill } from '../strings.ts'
import type { StructureWords } from './words.ts'

/*
 * Bytes as they stand in one block of memory: a box for each element with its text, its bytes and what the first of
 * them says. Long elements show their beginning.
 */

const SHOWN_BYTES = 12
const SHOWN_TEXT = 20

const bytesText = (bytes: string): string =>
  hexOf(bytes.slice(0, SHOWN_BYTES)) + (bytes.length > SHOWN_BYTES ? ' …' : '')

interface Props {
  listpack: { readonly head: string; readonly bytes: number; readonly entries: number }
  /** Two elements make one: field and value, member and score. */
  pairs: boolean
  /** Elements (pairs) that the last command changed. */
  fresh: readonly number[]
  words: StructureWords
}

const Entry = ({
  entry,
  second,
  fresh,
  words,
}: {
  entry: PackedEntry
  second: boolean
  fresh: boolean
  words: StructureWords
}) => (
  <li
    class={`packed ${entry.encoding.startsWith('int') ? 'number' : 'text'}${second ? ' second' : ''}${fresh ? ' fresh' : ''}`}
    title={fill(words.place, { at: entry.at, size: entry.size })}
  >
    <b lang="en">{shownText(entry.value, SHOWN_TEXT)}</b>
    <code>{bytesText(entry.bytes)}</code>
    <small>
      {entry.at} · {entry.encoding}
    </small>
  </li>
)

/** A listpack: header, elements, end mark. */
export const PackedBytes = ({ listpack, pairs, fresh, words }: Props) => {
  const { head, bytes, entries } = listpack
  const known = entriesOf(listpack)
  const front = frontOf(head)
  const rest = entries - known.length
  return (
    <ol class="packed-row mono">
      <li class="packed edge" title={words.front}>
        <b>
          {front.bytes} · {front.entries}
        </b>
        <code>{hexOf(head.slice(0, LISTPACK_FRONT))}</code>
        <small>{words.front}</small>
      </li>
      {known.map((entry, i) => (
        <Entry
          key={entry.at}
          entry={entry}
          second={pairs && i % 2 === 1}
          fresh={fresh.includes(pairs ? i >> 1 : i)}
          words={words}
        />
      ))}
      {rest > 0 && (
        <li class="packed rest">
          <b>…</b>
          <small>{fill(words.more, { n: rest })}</small>
        </li>
      )}
      <li class="packed edge end">
        <b>{words.end}</b>
        <code>ff</code>
        <small>{bytes - 1}</small>
      </li>
    </ol>
  )
}

/** An intset: width, number, and the numbers in order. */
export const Integers = ({
  set,
  size,
  fresh,
  words,
}: {
  set: IntSetState
  size: number
  fresh: readonly number[]
  words: StructureWords
}) => {
  const { width, values } = set
  return (
    <ol class="packed-row ints mono">
      <li class="packed edge">
        <b>
          {width} · {size}
        </b>
        <small>{fill(words.width, { bits: width * 8 })}</small>
      </li>
      {values.map((value, i) => (
        <li
          key={value}
          class={`packed number${fresh.includes(i) ? ' fresh' : ''}`}
          style={{ minWidth: `${width * 9}px` }}
        >
          <b>{value}</b>
          <small>{8 + i * width}</small>
        </li>
      ))}
      {size > values.length && (
        <li class="packed rest">
          <b>…</b>
          <small>{fill(words.more, { n: size - values.length })}</small>
        </li>
      )}
    </ol>
  )
}
