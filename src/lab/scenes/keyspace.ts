/**
 * The keyspace scene: keys of one database by type, encoding and expiry, the hash tables while they are rehashed,
 * the keys the last command touched. The scene follows the database of the last command that named a key.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import { changeKey, emptyView, keysInOrder, nameKeys, removeKey } from './keyspace-view.ts'
import type { Tables, View } from './keyspace-view.ts'
import { isSmallTalk } from './scene.ts'
import type { Caption, Language, Scene } from './scene.ts'

export interface LastCommand {
  readonly name: string
  readonly argv: readonly string[]
  readonly reply: string
  readonly db: number
}

export interface KeyspaceState {
  /** The process whose keys these are; empty until it is known. */
  readonly server: string
  readonly alive: boolean
  /** The database shown. */
  readonly db: number
  readonly views: ReadonlyMap<number, View>
  /** Keys the last command named. */
  readonly touched: readonly string[]
  /** How the last command went. */
  readonly outcome: 'none' | 'ok' | 'error'
  readonly lastCommand: LastCommand | undefined
  /** `seq` of the last command and of the one before: what changed since then is the last command's work. */
  readonly mark: number
  readonly markBefore: number
  readonly at: number
  readonly seq: number
}

const initial: KeyspaceState = {
  server: '',
  alive: false,
  db: 0,
  views: new Map(),
  touched: [],
  outcome: 'none',
  lastCommand: undefined,
  mark: 0,
  markBefore: 0,
  at: 0,
  seq: 0,
}

const nothing = emptyView()

export const viewAt = (state: KeyspaceState, db: number): View => state.views.get(db) ?? nothing

/** The database shown. */
export const view = (state: KeyspaceState): View => viewAt(state, state.db)

/** Whether something was done by the last command, or after it. */
export const isRecent = (state: KeyspaceState, seq: number): boolean => seq > state.markBefore

const withView = (state: KeyspaceState, db: number, change: (view: View) => View): KeyspaceState => {
  const old = viewAt(state, db)
  const next = change(old)
  return next === old ? state : { ...state, views: new Map(state.views).set(db, next) }
}

const withTables = (state: KeyspaceState, event: TraceEvent): KeyspaceState => {
  const told = event as unknown as Omit<Tables, 'since'>
  const { index, sizes, used, seed } = told
  return withView(state, event.db as number, (old) => {
    const goesOn = old.tables !== undefined && old.tables.index >= 0 && old.tables.sizes[1] === sizes[1]
    return { ...old, tables: { index, sizes, used, seed, since: goesOn ? old.tables.since : event.seq } }
  })
}

const withCommand = (state: KeyspaceState, event: TraceEvent): KeyspaceState => {
  const reply = event.reply as string
  const keys = event.keys as readonly string[]
  const argv = event.argv as readonly string[]
  const db = event.db as number
  const shown = keys.length > 0 ? db : state.db
  const named = withView(state, db, (old) => nameKeys(old, keys, { at: event.at, argv }, event.seq))
  return {
    ...named,
    db: shown,
    touched: keys,
    outcome: reply.startsWith('-') ? 'error' : 'ok',
    lastCommand: { name: event.name as string, argv, reply, db },
    mark: event.seq,
    markBefore: state.mark,
  }
}

/** What the server itself says of its keys. */
const ofServer = (state: KeyspaceState, event: TraceEvent): KeyspaceState => {
  const db = event.db as number
  switch (event.type) {
    case 'key': {
      const value = event.value as KeyState | null
      const key = event.key as string
      const push = state.lastCommand !== undefined
      return withView(state, db, (old) =>
        value === null ? removeKey(old, key, 'del', event.seq) : changeKey(old, key, value, event, push),
      )
    }
    case 'key.removed':
      return withView(state, db, (old) => removeKey(old, event.key as string, event.why as string, event.seq))
    case 'db.flushed':
      return { ...state, views: db === -1 ? new Map() : new Map(state.views).set(db, emptyView()) }
    case 'db.swapped': {
      const [first, second] = [event.first as number, event.second as number]
      const views = new Map(state.views)
      views.set(first, viewAt(state, second)).set(second, viewAt(state, first))
      return { ...state, views }
    }
    case 'ballast':
      return withView(state, db, (old) => ({ ...old, counted: event.keys as number }))
    case 'rehash':
      return withTables(state, event)
    case 'command':
      return withCommand(state, event)
    default:
      return state
  }
}

const SERVER_EVENTS = new Set([
  'key',
  'key.removed',
  'db.flushed',
  'db.swapped',
  'ballast',
  'rehash',
  'command',
])

const fold = (before: KeyspaceState, event: TraceEvent): KeyspaceState => {
  const state = { ...before, at: event.at, seq: event.seq }
  if (event.type === 'server.ready') {
    if (state.alive && state.server !== event.process) return state
    return { ...initial, at: event.at, seq: event.seq, server: event.process, alive: true }
  }
  if (event.type === 'process.ended') {
    if (event.name !== state.server) return state
    return { ...state, alive: false, db: 0, views: new Map(), touched: [], outcome: 'none' }
  }
  if (!SERVER_EVENTS.has(event.type)) return state
  // A watcher who came late learns from the first such event whose keys these are.
  if (state.server === '') return ofServer({ ...state, server: event.process, alive: true }, event)
  return event.process === state.server ? ofServer(state, event) : state
}

const describe = (state: KeyspaceState, language: Language): string[][] => {
  const ko = language === 'ko'
  const header = ko
    ? ['키', '타입', '인코딩', '크기', 'TTL (s)', '값']
    : ['key', 'type', 'encoding', 'size', 'TTL (s)', 'value']
  const rows = keysInOrder(view(state))
    .slice(0, 200)
    .map(({ key, value }) => [
      key,
      value.type,
      value.encoding,
      String(value.size),
      value.expireAt === null
        ? '-1'
        : String(Math.max(0, Math.round(value.expireAt / 1000 - state.at / 1e6))),
      value.preview.join(' '),
    ])
  return [header, ...rows]
}

export const keyspace: Scene<KeyspaceState> = {
  id: 'keyspace',
  initial,
  fold,
  caption: (event, state, language): Caption | undefined =>
    isSmallTalk(event) ? undefined : keyspaceCaption(event, state, language),
  mark: (event) => {
    if (isSmallTalk(event)) return undefined
    if (event.type === 'command')
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    if (event.type === 'power.cut') return { mark: 'bolt', tone: 'lost' }
    if (event.type === 'process.ended' && (event.how !== 'exit' || /^redis-\d/.test(event.name as string)))
      return { mark: 'kill', tone: 'lost' }
    if (event.type === 'key.removed' && event.why === 'expired') return { mark: 'expired', tone: 'risk' }
    return undefined
  },
  describe,
}
