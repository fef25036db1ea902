import { useComputed, useSignal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { readable } from '../scenes/keyspace-captions.ts'
import { isRecent, keyspace, view as viewOf } from '../scenes/keyspace.ts'
import type { KeyspaceState } from '../scenes/keyspace.ts'
import type { KeyCell, Removed, View } from '../scenes/keyspace-view.ts'
import { HashTable } from './HashTable.tsx'
import { KeyInspector } from './KeyInspector.tsx'
import { KeyMap, LARGEST } from './KeyMap.tsx'
import type { Grid } from './KeyMap.tsx'
import { KeyValue } from './KeyValue.tsx'
import { Mark } from './Mark.tsx'
import { page } from './page-store.ts'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { Down, ModelTag, SceneFrame, Toggle, Try, useBox } from './scene-frame.tsx'
import type { Box } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { TimeRing } from './TimeRing.tsx'

export const scene = keyspace

const LETTERS: Readonly<Record<string, string>> = {
  string: 'S',
  list: 'L',
  set: 'E',
  zset: 'Z',
  hash: 'H',
  stream: 'X',
}

/** Keyspaces of more keys are a map of cells with few rows above it. */
const MANY = 60
const ROWS_OVER_MAP = 3
const ROW_MIN = 36
const ROW_MAX = 48
const STRIP = 58

// ---- rows -------------------------------------------------------------------------------------------

interface RowProps {
  cell: KeyCell
  state: KeyspaceState
  now: ReadonlySignal<number>
  active: boolean
  room: number
  t: PartStrings
  choose: (cell: KeyCell) => void
}

const rowClass = (cell: KeyCell, state: KeyspaceState, active: boolean): string => {
  const touched = state.touched.includes(cell.key)
  const kind = !touched ? '' : state.outcome === 'error' ? ' refused' : ' hot'
  const { type, encoding } = cell.value
  // A word of the prose points at a key, a type or an encoding.
  const lit = page.lit.value !== '' && [cell.key, type, encoding].includes(page.lit.value)
  return `key-row${kind}${active ? ' active' : ''}${lit ? ' lit' : ''}`
}

const Encoding = ({ cell, recent }: { cell: KeyCell; recent: boolean }) => (
  <span class="encoding mono" lang="en">
    {cell.converted !== undefined && recent && (
      <>
        <s>{cell.converted}</s>{' '}
      </>
    )}
    {cell.value.encoding}
  </span>
)

const KeyRow = ({ cell, state, now, active, room, t, choose }: RowProps) => {
  const recent = isRecent(state, cell.changed)
  const { type, encoding, expireAt } = cell.value
  const words = t.keyspace
  return (
    // The list around it has the keyboard.
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events
    <li
      class={rowClass(cell, state, active)}
      id={rowId(cell.key)}
      role="option"
      aria-selected={active}
      data-key={cell.key}
      onClick={() => choose(cell)}
    >
      <span class={`type-square type-${type}`} title={words.types[type as keyof typeof words.types] ?? type}>
        {LETTERS[type] ?? '?'}
      </span>
      <span class="key-name mono" lang="en">
        {readable(cell.key)}
      </span>
      <span class="key-value" lang="en">
        <KeyValue cell={cell} recent={recent && cell.before !== undefined} room={room} />
      </span>
      <Encoding cell={cell} recent={recent} />
      {expireAt === null ? (
        <span />
      ) : (
        <TimeRing now={now} from={cell.expiresFrom} expireAt={expireAt} words={words} />
      )}
      <span class="unseen">{encoding}</span>
    </li>
  )
}

const rowId = (key: string): string => `key-${[...key].map((c) => c.charCodeAt(0).toString(16)).join('')}`

/** A key that just left, where its row stood. */
const Ghost = ({ removed, words }: { removed: Removed; words: PartStrings['keyspace'] }) => {
  const why = removed.why === 'expired' || removed.why === 'evicted' ? removed.why : 'del'
  return (
    <li class={`key-row ghost ${why}`} role="presentation">
      <Mark name={why === 'expired' ? 'expired' : 'victim'} />
      <s class="key-name mono">{readable(removed.key)}</s>
      <span>{words.removed[why]}</span>
      <span />
      <span />
    </li>
  )
}

/** The rows that are drawn: those used last where not all have room, in their places. */
const shownRows = (view: View, room: number): KeyCell[] => {
  const order = [...view.rows].sort((a, b) => b.used - a.used).slice(0, room)
  const kept = new Set(order.map((row) => row.key))
  return view.rows
    .filter((row) => kept.has(row.key))
    .map((row) => view.keys.get(row.key))
    .filter((cell) => cell !== undefined)
}

/** Mean width of a mono character in a row, px; of the narrow box that has no column for encodings. */
const CHARACTER = 7.8
const NARROW = 430

/** What a row leaves for the value, px: less its square, its gaps, key, encoding and ring. */
const valueRoom = (rows: readonly KeyCell[], width: number): number => {
  const name = Math.max(6, ...rows.map(({ key }) => readable(key).length)) * CHARACTER
  const encoding = Math.max(...rows.map(({ value }) => value.encoding.length), 0) * CHARACTER
  const ring = rows.some(({ value }) => value.expireAt !== null) ? 70 : 0
  const around = width < NARROW ? 82 : 96 + encoding
  const taken = around + Math.min(name, width * 0.3) + ring
  return Math.max(80, width - taken)
}

interface Plan {
  /** Rows that are drawn, and whether the map stands below them. */
  readonly rows: number
  readonly map: 'none' | 'strip' | 'full'
}

/** How a box is shared out between rows and the map of all keys. */
export const planFor = (keys: number, { width, height }: Box): Plan => {
  const fit = Math.max(1, Math.floor(height / ROW_MIN))
  if (keys <= Math.min(9, fit)) return { rows: keys, map: 'none' }
  if (keys > MANY) {
    const lines = Math.ceil((1.5 * keys) / Math.max(1, Math.floor(width / LARGEST)))
    const left = Math.floor((height - STRIP - lines * LARGEST) / ROW_MAX)
    return { rows: Math.max(width < 520 ? 2 : ROWS_OVER_MAP, Math.min(9, left)), map: 'full' }
  }
  return { rows: Math.max(1, Math.min(9, Math.floor((height - STRIP) / ROW_MIN))), map: 'strip' }
}

// ---- the keyboard -----------------------------------------------------------------------------------

interface Walk {
  readonly rows: readonly KeyCell[]
  readonly view: View
  /** Columns of the map; 0 without a map. */
  readonly columns: number
}

const inMap = (active: KeyCell | undefined, { rows }: Walk): boolean =>
  active !== undefined && !rows.some((row) => row.key === active.key)

const nearest = (view: View, from: number, by: number): KeyCell | undefined => {
  let found: KeyCell | undefined
  view.keys.forEach((cell) => {
    const ahead = by > 0 ? cell.slot >= from : cell.slot <= from
    if (ahead && (found === undefined || Math.abs(cell.slot - from) < Math.abs(found.slot - from)))
      found = cell
  })
  return found
}

/** The key an arrow key leads to: rows first, then the cells of the map below them. */
const walk = (active: KeyCell | undefined, key: string, where: Walk): KeyCell | undefined => {
  const { rows, view, columns } = where
  const at = rows.findIndex((row) => row.key === active?.key)
  if (key === 'Home') return rows[0]
  if (active === undefined) return rows[0]
  if (!inMap(active, where)) {
    if (key === 'ArrowUp') return rows[Math.max(0, at - 1)]
    if (key === 'ArrowDown' && at + 1 < rows.length) return rows[at + 1]
    if (key === 'ArrowDown' && columns > 0) return nearest(view, 0, 1)
    return active
  }
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key] ?? 0
  if (key === 'ArrowUp' && active.slot < columns) return rows.at(-1)
  return nearest(view, active.slot + by, by) ?? active
}

const WALKING = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home'])

// ---- the drawing ------------------------------------------------------------------------------------

const subOf = (state: KeyspaceState, view: View, words: PartStrings['keyspace']): string => {
  const count = view.keys.size + view.counted
  const keys = count === 1 ? words.key : fill(words.keys, { n: count.toLocaleString('en') })
  const sub = fill(words.sub, { db: state.db, keys })
  return view.expiring > 0 ? `${sub}, ${fill(words.withTtl, { n: view.expiring })}` : sub
}

const Empty = ({
  controller,
  words,
}: {
  controller: PartProps['controller']
  words: PartStrings['keyspace']
}) => (
  <p class="nothing">
    {words.none} <Try controller={controller} line="SET greeting hello" />
  </p>
)

interface KeysProps extends PartProps {
  state: ReadonlySignal<KeyspaceState>
  view: ReadonlySignal<View>
  now: ReadonlySignal<number>
  chosen: Signal<string | undefined>
  inspected: Signal<boolean>
  list: RefObject<HTMLUListElement>
}

/** Rows and map of all keys; one stop of the Tab key, arrows walk it. */
const Keys = ({ state, view, now, chosen, inspected, list, controller, t }: KeysProps) => {
  const host = useRef<HTMLDivElement>(null)
  const box = useBox(host)
  const grid = useRef<Grid>()
  const words = t.parts.keyspace
  const { value: shown } = view
  const plan = planFor(shown.keys.size, box.value)
  const rows = shownRows(shown, plan.rows)
  const room = valueRoom(rows, box.value.width)
  const active = chosen.value === undefined ? undefined : shown.keys.get(chosen.value)
  const choose = (cell: KeyCell) => {
    chosen.value = cell.key
    inspected.value = true
  }
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const columns = plan.map === 'none' ? 0 : (grid.current?.columns ?? 0)
    if (WALKING.has(event.key)) {
      chosen.value = walk(active, event.key, { rows, view: shown, columns })?.key
    } else if ((event.key === 'Enter' || event.key === ' ') && active) inspected.value = true
    else return
    event.preventDefault()
  }
  const { removed } = shown
  const ghost = removed?.row !== undefined && isRecent(state.value, removed.seq) ? removed : undefined
  const items = rows.map((cell) => (
    <KeyRow
      key={cell.key}
      cell={cell}
      state={state.value}
      now={now}
      active={cell === active}
      room={room}
      t={t.parts}
      choose={choose}
    />
  ))
  if (ghost) items.splice(ghost.row!, 0, <Ghost key="ghost" removed={ghost} words={words} />)
  const more = shown.keys.size - rows.length
  if (shown.keys.size === 0 && shown.counted === 0 && !ghost)
    return <Empty controller={controller} words={words} />
  return (
    <div class={`keys ${plan.map}`} ref={host}>
      <ul
        ref={list}
        class="key-rows"
        role="listbox"
        aria-label={words.rows}
        tabIndex={0}
        aria-activedescendant={active && rows.includes(active) ? rowId(active.key) : undefined}
        onKeyDown={keys}
      >
        {items}
      </ul>
      {plan.map !== 'none' && (
        <div class="key-rest">
          <p class="scene-note">
            {plan.map === 'full' ? words.map : fill(words.more, { n: more })}
            <span class="unseen" aria-live="polite">
              {active && !rows.includes(active) ? rowWords(active, words) : ''}
            </span>
          </p>
          <KeyMap
            view={view}
            marked={state.value.touched
              .map((key) => shown.keys.get(key))
              .filter((cell) => cell !== undefined)}
            active={active}
            label={words.map}
            choose={choose}
            onGrid={(now) => (grid.current = now)}
          />
        </div>
      )}
      {shown.counted > 0 && (
        <p class="scene-note">
          {fill(words.counted, { n: shown.counted.toLocaleString('en') })}{' '}
          <ModelTag words={t.parts.scene} note={words.countedNote} />
        </p>
      )}
    </div>
  )
}

const rowWords = ({ key, value }: KeyCell, words: PartStrings['keyspace']): string =>
  fill(words.rowLabel, { key: readable(key), type: value.type, encoding: value.encoding })

/** The keys of a database: rows in full, all others as cells, and what is inside the hash table. */
export const KeyspaceScene = (props: PartProps) => {
  const { store, controller, t } = props
  const state = controller.fold(keyspace)
  const view = useComputed(() => viewOf(state.value))
  const now = useComputed(() => store.now.value + controller.epoch())
  const internals = useSignal(false)
  const chosen = useSignal<string | undefined>(undefined)
  const inspected = useSignal(false)
  const list = useRef<HTMLUListElement>(null)
  const words = t.parts
  const { alive, server, touched } = state.value
  const cell = inspected.value && chosen.value !== undefined ? view.value.keys.get(chosen.value) : undefined
  const down = !alive && server !== ''
  const close = () => {
    inspected.value = false
    list.current?.focus()
  }
  return (
    <SceneFrame
      {...props}
      scene={keyspace}
      class="keyspace"
      title={words.keyspace.title}
      sub={subOf(state.value, view.value, words.keyspace)}
      acts={!down && <Toggle on={internals} label={words.keyspace.internals} />}
    >
      {down ? (
        <Down words={words.scene} name={server} />
      ) : (
        <div class={internals.value ? 'keyspace-body split' : 'keyspace-body'}>
          <Keys {...props} {...{ state, view, now, chosen, inspected, list }} />
          {internals.value && <HashTable view={view} touched={touched} words={words.table} />}
        </div>
      )}
      {cell && (
        <KeyInspector
          cell={cell}
          view={view.value}
          now={now}
          epoch={controller.epoch()}
          t={words}
          close={close}
        />
      )}
    </SceneFrame>
  )
}
