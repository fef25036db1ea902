/**
 * The way of a write to the disk: buffer of the process, page cache of the kernel, device; who was told OK, and
 * what a crash would leave. Two crashes differ: a killed process loses only its buffer, a power cut loses all
 * that was not synced.
 */
import type { ManifestRow } from '../../redis/persistence/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { aofCaption } from './aof-captions.ts'

/** A command in the stream of the append-only file. */
export interface Run {
  readonly seq: number
  readonly at: number
  /** null: the server's own doing. */
  readonly client: number | null
  readonly argv: readonly string[]
  /** Offsets in the stream, bytes. */
  readonly from: number
  readonly to: number
  /** Its client has been answered. */
  readonly told: boolean
}

/** How far along a write is. */
export type Station = 'buffer' | 'cache' | 'disk'

/** A stretch of one of the lanes; `until` undefined: it goes on. Virtual µs since 1970. */
export interface Stretch {
  readonly lane: 'main' | 'thread' | 'kernel'
  readonly what: 'write' | 'fsync' | 'waits' | 'flush'
  readonly from: number
  readonly until: number | undefined
}

/** What a crash took. */
export interface CrashRecord {
  readonly seq: number
  readonly at: number
  readonly how: 'killed' | 'power'
  readonly told: number
  readonly lost: readonly Run[]
  /** More were lost than `lost` names. */
  readonly lostCount: number
  readonly lostBytes: number
}

export interface AofState {
  readonly keys: KeyspaceState
  readonly on: boolean
  /** appendfsync. */
  readonly policy: string
  readonly file: string | undefined
  /** The newest, oldest first. */
  readonly runs: readonly Run[]
  /** Commands that were answered. */
  readonly told: number
  /** Offsets: appended to the buffer, written to the page cache, durable. */
  readonly appended: number
  readonly written: number
  readonly durable: number
  /** Bytes of the file when `written` was reached: the kernel's own syncs are told in bytes of the file. */
  readonly fileSize: number
  readonly syncing: { readonly to: number; readonly since: number; readonly background: boolean } | undefined
  /** Since when a write waits for an fsync that is running. */
  readonly postponed: number | undefined
  readonly delayed: number
  readonly stretches: readonly Stretch[]
  readonly crashes: readonly CrashRecord[]
  readonly manifest: readonly ManifestRow[]
  /** What the last event did, for its caption. */
  readonly moved: { readonly seq: number; readonly bytes: number; readonly commands: number }
}

/** Runs remembered: enough for any crash of a lesson to name what it took. */
const MOST_RUNS = 400
const MOST_STRETCHES = 60
const MOST_CRASHES = 6
/** Lost commands a crash names. */
const MOST_NAMED = 60

const initial: AofState = {
  keys: keyspace.initial,
  on: false,
  policy: 'everysec',
  file: undefined,
  runs: [],
  told: 0,
  appended: 0,
  written: 0,
  durable: 0,
  fileSize: 0,
  syncing: undefined,
  postponed: undefined,
  delayed: 0,
  stretches: [],
  crashes: [],
  manifest: [],
  moved: { seq: 0, bytes: 0, commands: 0 },
}

/** Where a run is now. */
export const stationOf = ({ written, durable }: AofState, { to }: Run): Station =>
  to <= durable ? 'disk' : to <= written ? 'cache' : 'buffer'

/** Answered commands that a crash of this kind would take now. */
export const atRisk = (state: AofState, how: CrashRecord['how']): readonly Run[] => {
  const safe = how === 'power' ? state.durable : state.written
  return state.runs.filter((run) => run.told && run.to > safe)
}

const opened = (state: AofState, stretch: Stretch): readonly Stretch[] =>
  [...state.stretches, stretch].slice(-MOST_STRETCHES)

const closed = (state: AofState, lane: Stretch['lane'], until: number): readonly Stretch[] =>
  state.stretches.map((each) => (each.lane === lane && each.until === undefined ? { ...each, until } : each))

// ---- the way of a write -----------------------------------------------------------------------------

/** While a write is put off nobody waits for it: for two seconds, counted as the server does by whole ones. */
const waitsFor = ({ postponed }: AofState, at: number): boolean =>
  postponed !== undefined && Math.floor(at / 1e6) - Math.floor(postponed / 1e6) < 2

const appended = (state: AofState, event: TraceEvent): AofState => {
  const { client, argv, from, to } = event as unknown as Run
  const told = client !== null && waitsFor(state, event.at)
  const run: Run = { seq: event.seq, at: event.at, client, argv, from, to, told }
  return {
    ...state,
    on: true,
    told: state.told + (told ? 1 : 0),
    runs: [...state.runs, run].slice(-MOST_RUNS),
    appended: to,
    moved: { seq: event.seq, bytes: to - from, commands: 1 },
  }
}

/** Replies leave after the buffer was written, or after it was decided that the write waits. */
const answered = (state: AofState): AofState => {
  let told = 0
  const runs = state.runs.map((run) => {
    if (run.told || run.client === null) return run
    told++
    return { ...run, told: true }
  })
  return told === 0 ? state : { ...state, runs, told: state.told + told }
}

const written = (state: AofState, event: TraceEvent): AofState => {
  const { from, to, size, file } = event as unknown as {
    from: number
    to: number
    size: number
    file: string
  }
  const commands = state.runs.filter((run) => run.to > from && run.to <= to).length
  const next: AofState = {
    ...state,
    on: true,
    file,
    written: to,
    fileSize: size,
    postponed: undefined,
    stretches: closed(state, 'main', event.at),
    moved: { seq: event.seq, bytes: to - from, commands },
  }
  return answered(next)
}

const syncBegan = (state: AofState, event: TraceEvent): AofState => {
  const { to, background, takes, from } = event as unknown as {
    to: number
    from: number
    background: boolean
    takes: number
  }
  const lane = background ? 'thread' : 'main'
  const until = background ? undefined : event.at + takes
  return {
    ...state,
    syncing: { to, since: event.at, background },
    stretches: opened(state, { lane, what: 'fsync', from: event.at, until }),
    moved: { seq: event.seq, bytes: to - from, commands: 0 },
  }
}

const syncEnded = (state: AofState, event: TraceEvent): AofState => {
  const to = event.to as number
  const commands = state.runs.filter((run) => run.to > state.durable && run.to <= to).length
  const bytes = Math.max(0, to - state.durable)
  return {
    ...state,
    durable: Math.max(state.durable, to),
    syncing: undefined,
    stretches: closed(state, 'thread', event.at),
    moved: { seq: event.seq, bytes, commands },
  }
}

const postponed = (state: AofState, event: TraceEvent): AofState =>
  answered({
    ...state,
    postponed: event.at,
    stretches: opened(state, { lane: 'main', what: 'waits', from: event.at, until: undefined }),
    moved: { seq: event.seq, bytes: event.buffered as number, commands: 0 },
  })

/** The kernel flushed on its own: what the file had is durable without anybody asking. */
const flushed = (state: AofState, event: TraceEvent): AofState => {
  const path = event.path as string
  if (state.file === undefined || !path.endsWith(state.file)) return state
  const durable = state.written - (state.fileSize - (event.synced as number))
  if (durable <= state.durable || state.syncing !== undefined) return state
  const commands = state.runs.filter((run) => run.to > state.durable && run.to <= durable).length
  return {
    ...state,
    durable,
    stretches: opened(state, { lane: 'kernel', what: 'flush', from: event.at, until: event.at + 1 }),
    moved: { seq: event.seq, bytes: durable - state.durable, commands },
  }
}

// ---- crashes ----------------------------------------------------------------------------------------

const crashed = (state: AofState, event: TraceEvent): AofState => {
  if (event.name !== state.keys.server || (event.how !== 'killed' && event.how !== 'power')) return state
  const how = event.how
  const lost = state.on ? atRisk(state, how) : state.runs.filter(({ told }) => told)
  const safe = how === 'power' ? state.durable : state.written
  const record: CrashRecord = {
    seq: event.seq,
    at: event.at,
    how,
    told: state.told,
    lost: lost.slice(-MOST_NAMED),
    lostCount: lost.length,
    lostBytes: Math.max(0, state.appended - safe),
  }
  return { ...state, crashes: [...state.crashes, record].slice(-MOST_CRASHES) }
}

const started = (state: AofState, keys: KeyspaceState): AofState => ({
  ...initial,
  keys,
  on: state.on,
  policy: state.policy,
  crashes: state.crashes,
  manifest: state.manifest,
})

const fold = (old: AofState, event: TraceEvent): AofState => {
  const keys = keyspace.fold(old.keys, event)
  const state = keys === old.keys ? old : { ...old, keys }
  if (event.type === 'process.ended') return crashed(state, event)
  if (event.type === 'disk.sync') return flushed(state, event)
  if (keys.server !== '' && event.process !== keys.server) return state
  switch (event.type) {
    case 'server.ready':
      return started(state, keys)
    case 'aof.append':
      return appended(state, event)
    case 'aof.write':
      return written(state, event)
    case 'aof.fsync':
      return syncBegan(state, event)
    case 'aof.fsynced':
      return syncEnded(state, event)
    case 'aof.postponed':
      return postponed(state, event)
    case 'aof.delayed':
      return { ...state, delayed: event.count as number }
    case 'aof.manifest':
      return { ...state, on: true, manifest: event.rows as readonly ManifestRow[] }
    case 'aof.policy':
      return { ...state, on: event.on === true, policy: event.policy as string }
    case 'aof.state':
      return { ...state, on: event.state !== 'off' }
    default:
      return state
  }
}

// ---- what is shown ----------------------------------------------------------------------------------

const describe = (state: AofState, language: Language): string[][] => {
  const ko = language === 'ko'
  const names: Record<Station, string> = ko
    ? { buffer: '버퍼', cache: '페이지 캐시', disk: '디스크' }
    : { buffer: 'buffer', cache: 'page cache', disk: 'disk' }
  const header = ko
    ? ['명령', '바이트', '어디까지 갔나', '응답함']
    : ['command', 'bytes', 'how far it is', 'answered']
  const rows = state.runs
    .slice(-40)
    .map((run) => [
      run.argv.join(' '),
      String(run.to - run.from),
      names[stationOf(state, run)],
      run.told ? 'OK' : '',
    ])
  const crashes = state.crashes.map(({ how, lostCount, told }) => [
    how === 'power' ? (ko ? '전원 차단' : 'power cut') : ko ? '프로세스 죽음' : 'process killed',
    '',
    ko ? `응답한 ${told}개 중 ${lostCount}개를 잃음` : `${lostCount} of ${told} answered writes lost`,
    '',
  ])
  return [header, ...rows, ...crashes]
}

const mark = (event: TraceEvent, state: AofState): SceneMark | undefined => {
  switch (event.type) {
    case 'aof.fsynced':
      return state.moved.commands > 0 ? { mark: 'file', tone: 'kept' } : undefined
    case 'aof.postponed':
      return { mark: 'clock', tone: 'risk' }
    default:
      return keyspace.mark(event, state.keys)
  }
}

export const aof: Scene<AofState> = {
  id: 'aof',
  initial,
  fold,
  caption: (event, state, language) => (isSmallTalk(event) ? undefined : aofCaption(event, state, language)),
  mark,
  describe,
}
