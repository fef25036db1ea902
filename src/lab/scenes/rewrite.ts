/**
 * Rewriting the append-only file: the stages of it, the files in the order they are loaded, the manifest that says
 * so, and the growth that makes one begin by itself.
 */
import type { ManifestRow } from '../../redis/persistence/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { rewriteCaption } from './rewrite-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { CELLS, cellOf } from './snapshot.ts'

export const STAGES = ['open', 'fork', 'write', 'rename', 'manifest', 'delete'] as const
export type Stage = (typeof STAGES)[number]

export interface Sheet {
  readonly name: string
  readonly size: number
  readonly synced: number
  /** Its row of the manifest: base, incremental, history; temp: not in it yet. */
  readonly type: 'b' | 'i' | 'h' | 'temp'
  /** 1 for the file that is loaded first; undefined: it is not loaded. */
  readonly order: number | undefined
}

/** A command at the end of the file that is written to. */
export interface TailRecord {
  readonly seq: number
  readonly argv: readonly string[]
  /** Its bytes, with a choice of the database before it. */
  readonly bytes: number
  /** Where it ends in what was appended since the server started. */
  readonly to: number
}

/** Pages that parent and child shared at the fork; `cells` of the drawing stand for several each. */
export interface SharedPages {
  readonly pages: number
  readonly pageSize: number
  readonly copied: number
  readonly cells: readonly number[]
}

export interface RewriteState {
  readonly keys: KeyspaceState
  readonly on: boolean
  /** Names without their directory. */
  readonly files: ReadonlyMap<string, { readonly size: number; readonly synced: number }>
  readonly manifest: readonly ManifestRow[]
  /** How often the manifest was replaced. */
  readonly swaps: number
  readonly stage: Stage | undefined
  readonly child: { readonly pid: number; readonly written: number; readonly keys: number } | undefined
  readonly pages: SharedPages | undefined
  /** The incremental file that is written to, its last records, and what to add to an offset for a byte of it. */
  readonly live: string | undefined
  readonly tail: readonly TailRecord[]
  readonly shift: number | undefined
  readonly outcome: 'ok' | 'err' | undefined
  readonly failures: number
  /** Sizes before and after the last rewrite, bytes. */
  readonly before: number
  readonly after: number | undefined
  readonly growth:
    | {
        readonly current: number
        readonly base: number
        readonly percentage: number
        readonly minimum: number
      }
    | undefined
}

const initial: RewriteState = {
  keys: keyspace.initial,
  on: false,
  files: new Map(),
  manifest: [],
  swaps: 0,
  stage: undefined,
  child: undefined,
  pages: undefined,
  live: undefined,
  tail: [],
  shift: undefined,
  outcome: undefined,
  failures: 0,
  before: 0,
  after: undefined,
  growth: undefined,
}

const MOST_TAIL = 30

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const isLogFile = (name: string): boolean => /\.(aof|manifest)$/.test(name) || /\.base\.rdb$/.test(name)

// ---- files ------------------------------------------------------------------------------------------

const wrote = (state: RewriteState, event: TraceEvent): RewriteState => {
  const name = baseName(event.path as string)
  if (!isLogFile(name)) return state
  const file = { size: event.size as number, synced: event.synced as number }
  return { ...state, files: new Map(state.files).set(name, file) }
}

const renamed = (state: RewriteState, event: TraceEvent): RewriteState => {
  const from = baseName(event.from as string)
  const to = baseName(event.to as string)
  const found = state.files.get(from)
  if (found === undefined || from === to) return state
  const files = new Map(state.files)
  files.delete(from)
  const stage = to.includes('.base.') && state.stage !== undefined ? 'rename' : state.stage
  return { ...state, stage, files: files.set(to, found) }
}

const removed = (state: RewriteState, event: TraceEvent): RewriteState => {
  const name = baseName(event.path as string)
  if (!state.files.has(name)) return state
  const files = new Map(state.files)
  files.delete(name)
  return { ...state, files }
}

// ---- the rewrite ------------------------------------------------------------------------------------

const forked = (state: RewriteState, event: TraceEvent): RewriteState => {
  if (event.kind !== 'aof') return state
  const { pid, keys, pages, pageSize } = event as unknown as {
    pid: number
    keys: number
    pages: number
    pageSize: number
  }
  const cells = Array.from({ length: Math.min(CELLS, pages) }, () => 0)
  return {
    ...state,
    stage: 'fork',
    child: { pid, written: 0, keys },
    pages: { pages, pageSize, copied: 0, cells },
  }
}

const copied = (state: RewriteState, event: TraceEvent): RewriteState => {
  const { pages } = state
  if (pages === undefined || state.child === undefined) return state
  const cells = [...pages.cells]
  for (const page of event.pages as readonly number[]) cells[cellOf(page, pages.pages)]!++
  return { ...state, pages: { ...pages, cells, copied: event.copied as number } }
}

const began = (state: RewriteState, event: TraceEvent): RewriteState => {
  const incr = event.incr as string | null
  return {
    ...state,
    // The fork is over when it is told of; the child is at work.
    stage: 'write',
    outcome: undefined,
    before: event.current as number,
    after: undefined,
    child: state.child ?? { pid: event.pid as number, written: 0, keys: 0 },
    ...(incr === null ? {} : { live: incr, tail: [], shift: undefined }),
  }
}

// ---- the end of the file that is written to ---------------------------------------------------------

const appended = (state: RewriteState, event: TraceEvent): RewriteState => {
  const { argv, from, to } = event as unknown as { argv: readonly string[]; from: number; to: number }
  const record = { seq: event.seq, argv, bytes: to - from, to }
  return { ...state, tail: [...state.tail, record].slice(-MOST_TAIL) }
}

const put = (state: RewriteState, event: TraceEvent): RewriteState => ({
  ...state,
  live: event.file as string,
  shift: (event.size as number) - (event.to as number),
})

/** Where a record of the tail is: in the server's buffer, in the page cache, or on the disk for good. */
export const whereIs = (state: RewriteState, { to }: TailRecord): 'buffer' | 'cache' | 'disk' => {
  const file = state.files.get(state.live ?? '')
  if (file === undefined || state.shift === undefined) return 'buffer'
  const end = to + state.shift
  return end <= file.synced ? 'disk' : end <= file.size ? 'cache' : 'buffer'
}

const progressed = (state: RewriteState, event: TraceEvent): RewriteState =>
  event.kind !== 'aof' || state.child === undefined
    ? state
    : {
        ...state,
        stage: 'write',
        child: { pid: event.pid as number, written: event.keys as number, keys: event.of as number },
      }

const listed = (state: RewriteState, event: TraceEvent): RewriteState => {
  const manifest = event.rows as readonly ManifestRow[]
  const busy = state.stage === 'rename' || state.stage === 'write'
  const stage = state.stage === undefined ? undefined : busy ? 'manifest' : state.stage
  return { ...state, on: true, manifest, swaps: state.swaps + 1, stage }
}

const PART = /\.(\d+)\.(base|incr)\.(?:aof|rdb)$/

/** A file that is read at start is in the manifest, though nobody said so: it was there before. */
const loaded = (state: RewriteState, event: TraceEvent): RewriteState => {
  const file = baseName(event.file as string)
  const part = PART.exec(file)
  if (part === null || state.manifest.some((row) => row.file === file)) return state
  const type = part[2] === 'base' ? 'b' : 'i'
  const row: ManifestRow = { file, seq: Number(part[1]), type, size: event.size as number }
  return { ...state, on: true, manifest: [...state.manifest, row] }
}

const fold = (old: RewriteState, event: TraceEvent): RewriteState => {
  const keys = keyspace.fold(old.keys, event)
  const state = keys === old.keys ? old : { ...old, keys }
  switch (event.type) {
    case 'disk.write':
    case 'disk.sync':
      return wrote(state, event)
    case 'disk.rename':
      return renamed(state, event)
    case 'disk.unlink':
      return removed(state, event)
  }
  if (keys.server !== '' && event.process !== keys.server) return state
  return ofServer(state, event)
}

const ofServer = (state: RewriteState, event: TraceEvent): RewriteState => {
  switch (event.type) {
    case 'server.ready':
      return {
        ...state,
        stage: undefined,
        child: undefined,
        pages: undefined,
        live: state.manifest.findLast(({ type }) => type === 'i')?.file,
        tail: [],
        shift: undefined,
      }
    case 'fork':
      return forked(state, event)
    case 'pages.copied':
      return copied(state, event)
    case 'aof.append':
      return appended(state, event)
    case 'aof.write':
      return put(state, event)
    case 'rdb.loaded':
    case 'aof.loaded':
      return loaded(state, event)
    case 'aof.policy':
      return { ...state, on: event.on as boolean }
    case 'aof.manifest':
      return listed(state, event)
    case 'aof.rewrite.started':
      return began(state, event)
    case 'child.progress':
      return progressed(state, event)
    case 'aof.rewrite.done':
      return {
        ...state,
        stage: undefined,
        child: undefined,
        outcome: 'ok',
        failures: 0,
        after: event.size as number,
      }
    case 'aof.rewrite.failed':
      return {
        ...state,
        stage: undefined,
        child: undefined,
        outcome: 'err',
        failures: event.failures as number,
      }
    case 'aof.size': {
      const { current, base, percentage, minimum } = event as unknown as NonNullable<RewriteState['growth']>
      return { ...state, growth: { current, base, percentage, minimum } }
    }
    default:
      return state
  }
}

// ---- what is shown ----------------------------------------------------------------------------------

/** The files in the order they would be loaded, then what is not in the manifest. */
export const sheets = ({ files, manifest }: RewriteState): readonly Sheet[] => {
  let order = 0
  const listed = manifest.map(({ file, type }): Sheet => {
    const { size, synced } = files.get(file) ?? { size: 0, synced: 0 }
    return { name: file, size, synced, type, order: type === 'h' ? undefined : ++order }
  })
  const names = new Set(manifest.map(({ file }) => file))
  const others = [...files]
    .filter(([name]) => !names.has(name) && !name.endsWith('.manifest'))
    .map(([name, { size, synced }]): Sheet => ({ name, size, synced, type: 'temp', order: undefined }))
  return [...listed, ...others]
}

/** Growth since the last rewrite, percent, as Redis reckons it; undefined: nothing is known yet. */
export const grownBy = ({ growth }: RewriteState): number | undefined =>
  growth && Math.trunc((growth.current * 100) / Math.max(1, growth.base)) - 100

const describe = (state: RewriteState, language: Language): string[][] => {
  const ko = language === 'ko'
  const types = { b: 'base', i: 'incr', h: 'history', temp: ko ? '임시' : 'temporary' }
  const header = ko ? ['파일', '종류', '바이트', '읽는 순서'] : ['file', 'type', 'bytes', 'load order']
  const rows = sheets(state).map(({ name, type, size, order }) => [
    name,
    types[type],
    String(size),
    order === undefined ? '' : String(order),
  ])
  return [header, ...rows, ['aof_last_bgrewrite_status', state.outcome ?? 'ok', '', '']]
}

const mark = (event: TraceEvent, state: RewriteState): SceneMark | undefined => {
  switch (event.type) {
    case 'aof.rewrite.started':
      return { mark: 'fork', tone: 'plain' }
    case 'aof.rewrite.done':
      return { mark: 'switch', tone: 'kept' }
    case 'aof.rewrite.failed':
      return { mark: 'kill', tone: 'risk' }
    default:
      return keyspace.mark(event, state.keys)
  }
}

export const rewrite: Scene<RewriteState> = {
  id: 'rewrite',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : rewriteCaption(event, state, language),
  mark,
  describe,
}
