import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { quote } from '../../bytes/quote.ts'
import { readable } from '../scenes/keyspace-captions.ts'
import { placeOf } from '../scenes/keyspace-view.ts'
import type { KeyCell, View } from '../scenes/keyspace-view.ts'
import { Mark } from './Mark.tsx'
import type { PartStrings } from './part-strings.ts'
import { fill } from './strings.ts'
import { timeText } from './timeline-model.ts'

interface Props {
  cell: KeyCell
  view: View
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  /** Virtual µs since 1970 at which the world began. */
  epoch: number
  t: PartStrings
  close: () => void
}

const SHOWN_BYTES = 32

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

const Bytes = ({ text }: { text: string }) => (
  <p class="bytes mono" lang="en">
    {[...text.slice(0, SHOWN_BYTES)].map((char, i) => {
      const code = char.charCodeAt(0)
      return (
        <span key={i}>
          {hex(code)}
          <small>{code >= 0x20 && code < 0x7f ? char : '·'}</small>
        </span>
      )
    })}
    {text.length > SHOWN_BYTES && '…'}
  </p>
)

const ttlOf = ({ value }: KeyCell, now: number, t: PartStrings): string => {
  if (value.expireAt === null) return t.keyspace.noTtl
  const left = value.expireAt - now / 1000
  return left < 0
    ? t.keyspace.pastTtl
    : fill(t.keyspace.ttlLeft, { seconds: Math.floor((left + 500) / 1000) })
}

const factsOf = (cell: KeyCell, view: View, t: PartStrings): [string, string][] => {
  const { type, encoding, size } = cell.value
  const names = t.keyspace
  const facts: [string, string][] = [
    [names.type, names.types[type as keyof typeof names.types] ?? type],
    [names.encoding, encoding],
    [names.size, `${size}\u2009${names.units[type as keyof typeof names.units] ?? ''}`],
  ]
  if (view.tables !== undefined && view.tables.sizes[0] > 0) {
    const [table, slot] = placeOf(cell, view.tables)
    facts.push([names.slot, `${slot} / ${view.tables.sizes[table]}`])
  }
  return facts
}

/** Everything known of one key: numbers, bytes and the last commands that named it. Esc closes it. */
export const KeyInspector = ({ cell, view, now, epoch, t, close }: Props) => {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [cell.key])
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    close()
    event.stopPropagation()
  }
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- Esc closes it from anywhere inside
    <section
      ref={panel}
      class="inspector"
      role="dialog"
      aria-label={fill(t.scene.inspector, { name: readable(cell.key) })}
      tabIndex={-1}
      onKeyDown={keys}
    >
      <header>
        <b class="mono" lang="en">
          {readable(cell.key)}
        </b>
        <button type="button" class="tool" aria-label={t.scene.close} title={t.scene.close} onClick={close}>
          <Mark name="close" />
        </button>
      </header>
      <dl>
        {factsOf(cell, view, t).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>TTL</dt>
          <dd>{ttlOf(cell, now.value, t)}</dd>
        </div>
      </dl>
      {cell.value.type === 'string' && <Bytes text={cell.value.preview[0] ?? ''} />}
      <p class="title">{t.scene.recent}</p>
      {cell.history.length === 0 ? (
        <p>{t.scene.noRecent}</p>
      ) : (
        <ol lang="en">
          {cell.history.map(({ at, argv }, i) => (
            <li key={i}>
              <span>{timeText(at - epoch, 3)}</span>
              <code>{argv.map(word).join(' ').slice(0, 60)}</code>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const word = (text: string): string =>
  /^[\x21-\x7e]+$/.test(text) && !text.includes('"') ? text : quote(text)
