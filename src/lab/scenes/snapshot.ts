/**
 * Snapshots: changes since the last one against the save points, the fork, what the child has written, the pages
 * that parent and child no longer share, the files, and what a crash would cost.
 */
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { snapshotCaption } from './snapshot-captions.ts'

export interface SavePoint {
  readonly seconds: number
  readonly changes: number
}

export interface Child {
  readonly pid: number
  readonly kind: 'rdb' | 'aof'
  readonly since: number
  /** What the fork held the main thread for, µs. */
  readonly pause: number
  readonly keys: number
  readonly written: number
  /** Bytes of its temporary file. */
  readonly bytes: number
  /** Changes that its snapshot holds. */
  readonly holds: number
  readonly point: SavePoint | undefined
}

/** Pages that were shared at the last fork; `cells` of the drawing stand for several each. */
export interface Pages {
  readonly pages: number
  readonly pageSize: number
  readonly copied: number
  /** Bytes copied, the server's own pages included. */
  readonly bytes: number
  /** Copied pages in each cell. */
  readonly cells: readonly number[]
}

export interface Save {
  readonly seq: number
  readonly at: number
  readonly how: 'save' | 'bgsave' | 'failed'
  readonly size: number
  readonly keys: number
  readonly cow: number
}

export interface SnapshotCrash {
  readonly seq: number
  readonly at: number
  /** Changes that no snapshot has. */
  readonly lost: number
}

export interface SnapshotState {
  readonly keys: KeyspaceState
  /** The append-only file is on: a crash costs what that lost, not what is in no snapshot. */
  readonly logged: boolean
  readonly changes: number
  /** Virtual µs since 1970. */
  readonly lastSave: number
  readonly points: readonly SavePoint[]
  readonly refusing: boolean
  readonly failed: boolean
  readonly resident: number
  readonly ram: number
  readonly child: Child | undefined
  readonly pages: Pages | undefined
  readonly saves: readonly Save[]
  readonly forks: number
  readonly crashes: readonly SnapshotCrash[]
  /** Changes per second of the last minute or so, for the line: [virtual µs, changes]. */
  readonly line: readonly (readonly [at: number, changes: number])[]
  readonly files: ReadonlyMap<string, { readonly size: number; readonly synced: number }>
}

export const CELLS = 196
const MOST_SAVES = 8
const MOST_POINTS = 240

const initial: SnapshotState = {
  keys: keyspace.initial,
  logged: false,
  changes: 0,
  lastSave: 0,
  points: [],
  refusing: false,
  failed: false,
  resident: 0,
  ram: 0,
  child: undefined,
  pages: undefined,
  saves: [],
  forks: 0,
  crashes: [],
  line: [],
  files: new Map(),
}

/** The cell a page is drawn in. */
export const cellOf = (page: number, pages: number): number =>
  Math.floor((page * Math.min(CELLS, pages)) / Math.max(1, pages))

// ---- the child --------------------------------------------------------------------------------------

const forked = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  const { pid, kind, took, keys, pages, pageSize, point } = event as unknown as {
    pid: number
    kind: Child['kind']
    took: number
    keys: number
    pages: number
    pageSize: number
    point: SavePoint | null
  }
  const cells = Array.from({ length: Math.min(CELLS, pages) }, () => 0)
  return {
    ...state,
    forks: state.forks + 1,
    child: {
      pid,
      kind,
      since: event.at,
      pause: took,
      keys,
      written: 0,
      bytes: 0,
      holds: state.changes,
      point: point ?? undefined,
    },
    pages: { pages, pageSize, copied: 0, bytes: 0, cells },
  }
}

const progressed = (state: SnapshotState, event: TraceEvent): SnapshotState =>
  state.child === undefined
    ? state
    : {
        ...state,
        child: { ...state.child, written: event.keys as number, bytes: event.bytes as number },
      }

const copied = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  if (state.pages === undefined) return state
  const cells = [...state.pages.cells]
  for (const page of event.pages as readonly number[]) cells[cellOf(page, state.pages.pages)]!++
  const pages = { ...state.pages, cells, copied: event.copied as number, bytes: event.bytes as number }
  return { ...state, pages }
}

const ended = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  const { kind, ok, cow } = event as unknown as { kind: Child['kind']; ok: boolean; cow: number }
  const pages = state.pages && { ...state.pages, bytes: cow }
  const next = { ...state, child: undefined, pages }
  if (kind !== 'rdb' || ok) return next
  return { ...next, failed: true, saves: withSave(next, event, 'failed') }
}

const withSave = (state: SnapshotState, event: TraceEvent, how: Save['how']): readonly Save[] => {
  const size = (event.size as number | undefined) ?? 0
  const keys = (event.keys as number | undefined) ?? 0
  const cow = how === 'bgsave' ? (state.pages?.bytes ?? 0) : 0
  return [...state.saves, { seq: event.seq, at: event.at, how, size, keys, cow }].slice(-MOST_SAVES)
}

const saved = (state: SnapshotState, event: TraceEvent): SnapshotState => ({
  ...state,
  failed: false,
  saves: withSave(state, event, event.background === true ? 'bgsave' : 'save'),
})

// ---- changes, files, crashes ------------------------------------------------------------------------

const counted = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  const { changes, lastSave, refusing, points, resident, ram, status } = event as unknown as {
    changes: number
    lastSave: number
    refusing: boolean
    points: readonly SavePoint[]
    resident: number
    ram: number
    status: 'ok' | 'err'
  }
  const line = [...state.line, [event.at, changes] as const].slice(-MOST_POINTS)
  const failed = status === 'err'
  return { ...state, changes, lastSave: lastSave * 1e6, refusing, points, resident, ram, line, failed }
}

const isSnapshotFile = (path: string): boolean => path.endsWith('.rdb') && !path.includes('appendonlydir/')

const wroteFile = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  const { path, size, synced } = event as unknown as { path: string; size: number; synced: number }
  if (!isSnapshotFile(path)) return state
  return { ...state, files: new Map(state.files).set(path, { size, synced }) }
}

const renamedFile = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  const { from, to } = event as unknown as { from: string; to: string }
  const found = state.files.get(from)
  if (found === undefined) return state
  const files = new Map(state.files)
  files.delete(from)
  return { ...state, files: files.set(to, found) }
}

const removedFile = (state: SnapshotState, path: string): SnapshotState => {
  if (!state.files.has(path)) return state
  const files = new Map(state.files)
  files.delete(path)
  return { ...state, files }
}

const crashed = (state: SnapshotState, event: TraceEvent): SnapshotState => {
  if (event.name !== state.keys.server || (event.how !== 'killed' && event.how !== 'power')) return state
  if (state.logged) return { ...state, child: undefined }
  const crash = { seq: event.seq, at: event.at, lost: state.changes }
  return { ...state, child: undefined, crashes: [...state.crashes, crash].slice(-MOST_SAVES) }
}

const fold = (old: SnapshotState, event: TraceEvent): SnapshotState => {
  const keys = keyspace.fold(old.keys, event)
  const state = keys === old.keys ? old : { ...old, keys }
  switch (event.type) {
    case 'process.ended':
      return crashed(state, event)
    case 'disk.write':
    case 'disk.sync':
      return wroteFile(state, event)
    case 'disk.rename':
      return renamedFile(state, event)
    case 'disk.unlink':
      return removedFile(state, event.path as string)
  }
  if (keys.server !== '' && event.process !== keys.server) return state
  switch (event.type) {
    case 'server.ready':
      return {
        ...initial,
        keys,
        crashes: state.crashes,
        saves: state.saves,
        files: state.files,
        line: state.line,
      }
    case 'command':
      return { ...state, changes: event.changes as number }
    case 'aof.policy':
      return { ...state, logged: event.on === true }
    case 'changes':
      return counted(state, event)
    case 'fork':
      return forked(state, event)
    case 'child.progress':
      return progressed(state, event)
    case 'pages.copied':
      return copied(state, event)
    case 'child.ended':
      return ended(state, event)
    case 'rdb.saved':
      return saved(state, event)
    case 'rdb.failed':
      return { ...state, saves: withSave(state, event, 'failed') }
    default:
      return state
  }
}

// ---- what is shown ----------------------------------------------------------------------------------

/** How far a save point is from asking for a snapshot: both must reach 1. */
export const nearness = (
  { changes, lastSave }: SnapshotState,
  point: SavePoint,
  now: number,
): { readonly changes: number; readonly seconds: number } => ({
  changes: Math.min(1, changes / Math.max(1, point.changes)),
  seconds: Math.max(0, Math.min(1, (now - lastSave) / 1e6 / Math.max(1, point.seconds))),
})

const describe = (state: SnapshotState, language: Language): string[][] => {
  const ko = language === 'ko'
  const rows: string[][] = [
    [ko ? '항목' : 'what', ko ? '값' : 'value'],
    ['rdb_changes_since_last_save', String(state.changes)],
    ['save', state.points.map(({ seconds, changes }) => `${seconds} ${changes}`).join(' ') || '""'],
    ['total_forks', String(state.forks)],
  ]
  if (state.child !== undefined) {
    rows.push([ko ? '자식' : 'child', `pid ${state.child.pid}: ${state.child.written} / ${state.child.keys}`])
  }
  if (state.pages !== undefined) {
    rows.push([
      ko ? '복사한 페이지(모형)' : 'pages copied (model)',
      `${state.pages.copied} / ${state.pages.pages}`,
    ])
  }
  for (const [path, { size, synced }] of state.files) rows.push([path, `${size} B (${synced} B synced)`])
  for (const { lost } of state.crashes) {
    rows.push([ko ? '사고' : 'crash', ko ? `변경 ${lost}개를 잃음` : `${lost} changes lost`])
  }
  return rows
}

const mark = (event: TraceEvent, state: SnapshotState): SceneMark | undefined => {
  switch (event.type) {
    case 'fork':
      return { mark: 'fork', tone: 'plain' }
    case 'rdb.saved':
      return { mark: 'file', tone: 'kept' }
    case 'child.ended':
      return event.ok === true ? undefined : { mark: 'kill', tone: 'risk' }
    default:
      return keyspace.mark(event, state.keys)
  }
}

export const snapshot: Scene<SnapshotState> = {
  id: 'snapshot',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : snapshotCaption(event, state, language),
  mark,
  describe,
}
