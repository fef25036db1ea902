import type { ComponentChildren } from 'preact'
import { quote } from '../../bytes/quote.ts'
import { decodeUtf8 } from '../../bytes/utf8.ts'
import type { KeyCell } from '../scenes/keyspace-view.ts'
import { elementWidth } from '../scenes/keyspace-view.ts'

/*
 * A value drawn by its type. Only the first elements are known, and only as many are drawn as have room; the rest
 * is a number.
 */

/** Mean width of a mono character at the drawing's size, px. */
const CHARACTER = 7.6
const MOST_CHARACTERS = 28

/** Text that people read: UTF-8 where it is that, else as redis-cli quotes it; cut where it is long. */
export const shownText = (bytes: string, limit = MOST_CHARACTERS): string => {
  const text = decodeUtf8(bytes)
  const plain = text.includes('\ufffd') || /[\0-\x1f\x7f]/.test(text) ? quote(bytes).slice(1, -1) : text
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain
}

/** Columns a text takes: Hangul and other wide characters take two. */
const columns = (text: string): number => {
  let sum = 0
  for (const char of text) sum += char.codePointAt(0)! > 0x10ff ? 2 : 1
  return sum
}

interface Item {
  readonly texts: readonly string[]
  readonly fresh: boolean
}

const itemsOf = ({ value, fresh }: KeyCell): Item[] => {
  const width = elementWidth(value.type)
  const items: Item[] = []
  for (let i = 0; i < value.preview.length; i += width)
    items.push({
      texts: value.preview.slice(i, i + width).map((each) => shownText(each)),
      fresh: fresh.includes(i / width),
    })
  return items
}

/** The number of those that are not drawn, px. */
const COUNT = 40

/** What is around the text of an item, px: borders, padding, the gap to the next. */
const AROUND: Readonly<Record<string, number>> = { list: 33, set: 29, zset: 31, hash: 36 }

/** As many items as fit into a width; at least one. */
const fitting = (items: readonly Item[], type: string, room: number, all: boolean): readonly Item[] => {
  const widths = items.map(({ texts }) => (AROUND[type] ?? 24) + columns(texts.join(' ')) * CHARACTER)
  const whole = widths.reduce((sum, width) => sum + width, 0)
  if (all && whole <= room) return items
  let used = COUNT
  const fit = items.filter((_, i) => (used += widths[i]!) <= room)
  return items.slice(0, Math.max(1, fit.length))
}

const mark = (fresh: boolean, recent: boolean, rest = ''): string | undefined =>
  fresh && recent ? `fresh ${rest}` : rest || undefined

interface Props {
  cell: KeyCell
  /** Whether the last command changed it. */
  recent: boolean
  /** Width to fill, px. */
  room: number
}

const Text = ({ cell, recent, room }: Props) => {
  const { value, before } = cell
  const limit = Math.max(8, Math.floor(room / CHARACTER) - 2)
  const raw = value.preview[0] ?? ''
  const old = before?.type === 'string' && cell.fresh.length > 0 && recent ? before.preview[0] : undefined
  const oldText = old === undefined ? undefined : shownText(old, Math.max(4, Math.floor(limit / 3)))
  const left = limit - (oldText === undefined ? 0 : oldText.length + 2)
  const more = value.size > raw.length ? '…' : ''
  return (
    <span class="v-string">
      {oldText !== undefined && <s>{oldText}</s>}
      {value.encoding === 'int' ? (
        <span class={mark(cell.fresh.length > 0, recent, 'eight')}>{raw}</span>
      ) : (
        <span class={mark(cell.fresh.length > 0, recent)}>{`"${shownText(raw, left)}${more}"`}</span>
      )}
    </span>
  )
}

const draw = (type: string, { texts, fresh }: Item, recent: boolean, key: number): ComponentChildren => {
  const [first = '', second = ''] = texts
  const shown = mark(fresh, recent)
  if (type === 'zset')
    return (
      <i key={key} class={shown}>
        <b>{second}</b>
        {first}
      </i>
    )
  if (type === 'hash')
    return (
      <span key={key} class={shown}>
        <i>{first}</i>
        <b>{second}</b>
      </span>
    )
  return (
    <i key={key} class={shown}>
      {first}
    </i>
  )
}

const Elements = ({ cell, recent, room }: Props) => {
  const { type, encoding, size } = cell.value
  const known = itemsOf(cell)
  const items = fitting(known, type, room, known.length === size)
  const more = size - items.length
  return (
    <span class={`v-${type} ${encoding}`}>
      <span class="items">{items.map((item, i) => draw(type, item, recent, i))}</span>
      {more > 0 && <em>+{more}</em>}
    </span>
  )
}

const MOST_TEETH = 30

const Comb = ({ cell }: Props) => (
  <span class="v-stream">
    <span class="items">
      {Array.from({ length: Math.min(cell.value.size, MOST_TEETH) }, (_, i) => (
        <i key={i} />
      ))}
    </span>
    {cell.value.size > MOST_TEETH && <em>{cell.value.size}</em>}
  </span>
)

/** The value of a key as its type is drawn. */
export const KeyValue = (props: Props) => {
  const { type } = props.cell.value
  if (type === 'string') return <Text {...props} />
  return type === 'stream' ? <Comb {...props} /> : <Elements {...props} />
}
