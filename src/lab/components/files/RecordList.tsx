import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { isoDay, isoTime } from '../../../bytes/dates.ts'
import type { AofCommand } from '../../../formats/aof/annotate.ts'
import type { RdbPart } from '../../../formats/rdb/annotate.ts'
import { fill } from '../strings.ts'
import { Records, respTokens, shown } from './records.ts'
import type { RecordRow, RecordsWish } from './records.ts'
import { ROW, useScroller } from './scroller.ts'
import type { FilesWords } from './words.ts'

/** Wall time of a slice, ms. */
const SLICE_MS = 6
const NARROW = 520
const WIDE_BYTES = 8
const NARROW_BYTES = 4

const hexOf = (text: string): string =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')

/** Later than the year 9999 is damage, not a date. */
const LATEST = 253_402_300_800e6

const dateText = (us: number): string => (us >= 0 && us < LATEST ? `${isoDay(us)} ${isoTime(us)} UTC` : '')

/** A number and the date it stands for, so many µs each. */
const dated = (value: string, unit: number): string =>
  [value, dateText(Number(value) * unit)].filter(Boolean).join(' = ')

/** What a part's bytes say, in words where numbers stand for something. */
const valueText = ({ name, value, how }: RdbPart, words: FilesWords): string => {
  if (value === undefined) return ''
  if (name === 'lzf') {
    const [size = '', length = ''] = value.split(' ')
    return fill(words.lzf, { size, length })
  }
  if (name === 'expire-ms' || name === 'time') return dated(value, 1000)
  if (name === 'expire-s') return dated(value, 1e6)
  const text = name === 'damage' ? '' : shown(value)
  return how === undefined ? text : `${text} (${words.hows[how]})`
}

/** A time in a command: milliseconds or seconds since 1970 behind an option that says so. */
const commandNote = ({ argv }: AofCommand, words: FilesWords): string => {
  const name = argv[0]!.toUpperCase()
  if (name === 'SELECT') return fill(words.select, { db: argv[1] ?? '' })
  if (name === 'PEXPIREAT') return dateText(Number(argv[2]) * 1000)
  const at = argv.findIndex((word, i) => i > 1 && /^PXAT$/i.test(word))
  return at > 0 ? dateText(Number(argv[at + 1]) * 1000) : ''
}

interface RowProps {
  row: RecordRow
  text: string
  synced: number
  words: FilesWords
}

const RdbRow = ({
  part,
  row,
  text,
  words,
}: RowProps & { part: RdbPart; row: RecordRow & { kind: 'rdb' } }) => (
  <>
    <span class="bytes">{hexOf(text.slice(row.from, row.to))}</span>
    {row.first && (
      <span class={`part ${part.name}`} style={{ '--depth': part.depth }}>
        <b>{words.parts[part.name]}</b> <span lang="en">{valueText(part, words)}</span>
      </span>
    )}
  </>
)

const CommandRow = ({ part, words }: { part: AofCommand; words: FilesWords }) => {
  const note = commandNote(part, words)
  return (
    <>
      <span class={`group ${part.group}`} aria-hidden="true" />
      <span class="resp" lang="en">
        {respTokens(part.argv).map(({ text, frame }, i) => (
          <span key={i} class={frame ? 'frame' : ''}>
            {`${text} `}
          </span>
        ))}
      </span>
      {note && <span class="row-note">{note}</span>}
    </>
  )
}

const RowContent = (props: RowProps) => {
  const { row, words, synced } = props
  switch (row.kind) {
    case 'rdb':
      return <RdbRow {...props} part={row.part} row={row} />
    case 'skipped':
      return <span class="row-note">{`… ${fill(words.skipped, { n: row.to - row.from })}`}</span>
    case 'more':
      return <span class="row-note">{fill(words.more, { n: row.to - row.from })}</span>
    case 'synced':
      return <span class="row-note">{fill(words.synced, { n: synced })}</span>
    case 'aof':
      break
  }
  const { part } = row
  if (part.kind === 'command') return <CommandRow part={part} words={words} />
  if (part.kind === 'annotation')
    return (
      <>
        <span class="resp" lang="en">
          {shown(part.text)}
        </span>
        {part.seconds !== undefined && <span class="row-note">{dateText(part.seconds * 1e6)}</span>}
      </>
    )
  return (
    <>
      <span class="resp" lang="en">
        {shown(props.text.slice(part.from, part.to))}
      </span>
      <span class="row-note">{words[part.kind]}</span>
    </>
  )
}

const rowClass = (row: RecordRow, synced: number): string => {
  const risk = row.kind !== 'synced' && row.to > synced ? ' pending' : ''
  if (row.kind === 'rdb')
    return `rdb depth${row.part.depth}${row.part.name === 'damage' ? ' damage' : ''}${risk}`
  if (row.kind !== 'aof') return `${row.kind}-line${risk}`
  return `aof ${row.part.kind}${risk}`
}

/** A file's records in slices; the number of rows grows until all are there. */
const useRecords = (wish: RecordsWish, kind: 'rdb' | 'aof'): { records: Records; count: number } => {
  const records = useMemo(
    () => new Records(wish, kind),
    [wish.text, wish.size, wish.synced, wish.width, kind],
  )
  const count = useSignal(0)
  useMemo(() => {
    records.advance()
    count.value = records.rows.length
  }, [records])
  useEffect(() => {
    let timer = 0
    const goOn = () => {
      const until = performance.now() + SLICE_MS
      while (performance.now() < until && !records.advance());
      count.value = records.rows.length
      if (!records.ended) timer = window.setTimeout(goOn, 4)
    }
    if (!records.ended) timer = window.setTimeout(goOn, 0)
    return () => clearTimeout(timer)
  }, [records])
  return { records, count: count.value }
}

const Verdict = ({ records, words }: { records: Records; words: FilesWords }) => {
  if (!records.ended) return null
  const { damage, openMulti } = records
  if (damage !== undefined) return <p class="verdict lost">{fill(words.damagedAt, { at: damage.at })}</p>
  return openMulti === undefined ? null : (
    <p class="verdict lost">{fill(words.openMulti, { at: openMulti })}</p>
  )
}

interface Props {
  path: string
  kind: 'rdb' | 'aof'
  text: string
  size: number
  synced: number
  words: FilesWords
  /** Shows a place in the file's bytes. */
  open: (at: number) => void
}

/** An RDB file or an append-only file, record by record: one row a command, or a row for each part of a record. */
export const RecordList = ({ path, kind, text, size, synced, words, open }: Props) => {
  const narrow = useSignal(false)
  const width = narrow.value ? NARROW_BYTES : WIDE_BYTES
  const { records, count } = useRecords({ text, size, synced, width }, kind)
  const scroller = useScroller(count)
  const current = useSignal(0)
  if (scroller.width > 0 && narrow.peek() !== scroller.width < NARROW) narrow.value = scroller.width < NARROW
  const go = (row: number) => {
    current.value = Math.max(0, Math.min(count - 1, row))
    scroller.reveal(current.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = current.peek()
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + scroller.page,
      PageUp: at - scroller.page,
      Home: 0,
      End: count - 1,
    }[event.key]
    if (to !== undefined) go(to)
    else if (event.key === 'Enter') open(records.rows[at]?.from ?? 0)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const rows = records.rows.slice(scroller.from, scroller.to)
  return (
    <>
      <div
        ref={scroller.element}
        class={`file-rows mono ${narrow.value ? 'narrow' : ''}`}
        role="listbox"
        tabIndex={0}
        aria-label={fill(words.rowsOf, { path })}
        aria-activedescendant={
          current.value >= scroller.from && current.value < scroller.to
            ? `record-${current.value}`
            : undefined
        }
        onScroll={scroller.onScroll}
        onKeyDown={onKeyDown}
      >
        <div style={{ blockSize: `${count * ROW}px` }} role="presentation">
          {rows.map((row, i) => {
            const index = scroller.from + i
            return (
              // Keys are the list's: the options have no tab stop of their own.
              // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events
              <div
                key={index}
                id={`record-${index}`}
                class={`file-row ${rowClass(row, synced)}`}
                role="option"
                aria-selected={index === current.value}
                aria-setsize={count}
                aria-posinset={index + 1}
                tabIndex={-1}
                style={{ insetBlockStart: `${index * ROW}px` }}
                onClick={() => (current.value = index)}
                onDblClick={() => open(row.from)}
              >
                <span class="offset">{row.kind === 'synced' ? '' : row.from}</span>
                <RowContent row={row} text={text} synced={synced} words={words} />
              </div>
            )
          })}
        </div>
      </div>
      <Verdict records={records} words={words} />
    </>
  )
}
