/** What each start of the server made of its files: read, cut off, refused; and how many keys came back. */
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace } from './keyspace.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import type { KeyspaceState } from './keyspace.ts'
import { isSmallTalk } from './scene.ts'
import type { Caption, Language, Scene, SceneMark } from './scene.ts'

export interface ReadFile {
  readonly file: string
  readonly kind: 'aof' | 'rdb'
  /** Bytes of the file; undefined: it was refused before that was known. */
  readonly size: number | undefined
  /** Commands done again, or keys read. */
  readonly count: number
  /** Keys left out because their time was over. */
  readonly expired: number
  /** Its end was cut off at this byte. */
  readonly cutAt: number | undefined
  readonly refused: { readonly why: string; readonly offset: number | undefined } | undefined
}

export interface Start {
  readonly seq: number
  readonly at: number
  readonly files: readonly ReadFile[]
  /** ready: it serves; refused: it ended because of its files. */
  readonly outcome: 'loading' | 'ready' | 'refused'
  readonly keys: number
}

export interface RecoveryState {
  readonly keys: KeyspaceState
  readonly starts: readonly Start[]
  /** Sizes of the files, without their directory. */
  readonly sizes: ReadonlyMap<string, number>
  /** A server was ready, or answered a command. */
  readonly served: boolean
}

const MOST = 6

const initial: RecoveryState = { keys: keyspace.initial, starts: [], sizes: new Map(), served: false }

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const fresh = (event: TraceEvent): Start => ({
  seq: event.seq,
  at: event.at,
  files: [],
  outcome: 'loading',
  keys: 0,
})

const withStart = (state: RecoveryState, start: Start): RecoveryState => ({
  ...state,
  starts: [...state.starts.slice(0, -1), start],
})

const withFile = (state: RecoveryState, event: TraceEvent, file: ReadFile): RecoveryState => {
  const last = state.starts.at(-1)
  const start = last?.outcome === 'loading' ? last : undefined
  if (start !== undefined) return withStart(state, { ...start, files: [...start.files, file] })
  // What is read before anybody was served is a world's first start; later it may be DEBUG RELOAD.
  const first = last === undefined && !state.served
  return file.refused === undefined && !first
    ? state
    : { ...state, starts: [...state.starts, { ...fresh(event), files: [file] }].slice(-MOST) }
}

/** A base that is an RDB file was told of as such; that no command came after it is not worth a line. */
const isToldBase = (state: RecoveryState, event: TraceEvent): boolean => {
  const before = state.starts.at(-1)?.files.at(-1)
  return (
    before?.kind === 'rdb' &&
    event.commands === 0 &&
    event.truncatedAt === null &&
    baseName(before.file) === baseName(event.file as string)
  )
}

const aofLoaded = (event: TraceEvent): ReadFile => ({
  file: event.file as string,
  kind: 'aof',
  size: event.size as number,
  count: event.commands as number,
  expired: 0,
  cutAt: (event.truncatedAt as number | null) ?? undefined,
  refused: undefined,
})

const rdbLoaded = (event: TraceEvent): ReadFile => ({
  file: event.file as string,
  kind: 'rdb',
  size: event.size as number,
  count: event.keys as number,
  expired: event.expired as number,
  cutAt: undefined,
  refused: undefined,
})

const refused = (state: RecoveryState, event: TraceEvent): ReadFile => {
  const file = event.file as string
  return {
    file,
    kind: event.type === 'rdb.refused' ? 'rdb' : 'aof',
    size: state.sizes.get(baseName(file)),
    count: 0,
    expired: 0,
    cutAt: undefined,
    refused: { why: event.why as string, offset: (event.offset as number | null) ?? undefined },
  }
}

const ended = (state: RecoveryState, event: TraceEvent): RecoveryState => {
  const last = state.starts.at(-1)
  if (event.name !== state.keys.server || last?.outcome !== 'loading') return state
  return withStart(state, { ...last, outcome: 'refused' })
}

const serving = (state: RecoveryState): RecoveryState => (state.served ? state : { ...state, served: true })

const ready = (state: RecoveryState): RecoveryState => {
  const last = state.starts.at(-1)
  const next = serving(state)
  return last?.outcome === 'loading' ? withStart(next, { ...last, outcome: 'ready' }) : next
}

const fold = (old: RecoveryState, event: TraceEvent): RecoveryState => {
  const keys = keyspace.fold(old.keys, event)
  const state = keys === old.keys ? old : { ...old, keys }
  switch (event.type) {
    case 'process.started':
      return event.name === keys.server
        ? { ...state, starts: [...state.starts, fresh(event)].slice(-MOST) }
        : state
    case 'process.ended':
      return ended(state, event)
    case 'disk.write':
      return {
        ...state,
        sizes: new Map(state.sizes).set(baseName(event.path as string), event.size as number),
      }
  }
  if (keys.server !== '' && event.process !== keys.server) return state
  const last = state.starts.at(-1)
  switch (event.type) {
    case 'aof.loaded':
      return isToldBase(state, event) ? state : withFile(state, event, aofLoaded(event))
    case 'rdb.loaded':
      return withFile(state, event, rdbLoaded(event))
    case 'aof.refused':
    case 'rdb.refused':
      return withFile(state, event, refused(state, event))
    case 'server.ready':
      return ready(state)
    case 'command':
      return last?.outcome === 'ready' && last.keys === 0
        ? withStart(serving(state), { ...last, keys: event.size as number })
        : serving(state)
    default:
      return state
  }
}

/** Bytes of a file that were thrown away. */
export const discarded = ({ size, cutAt }: ReadFile): number =>
  cutAt === undefined || size === undefined ? 0 : Math.max(0, size - cutAt)

const caption = (event: TraceEvent, state: RecoveryState, language: Language): Caption | undefined => {
  const last = state.starts.at(-1)?.files.at(-1)
  const ko = language === 'ko'
  if (last === undefined || isSmallTalk(event)) return keyspaceCaption(event, state.keys, language)
  switch (event.type) {
    case 'aof.loaded': {
      const lost = discarded(last)
      const say =
        last.cutAt === undefined
          ? ko
            ? `명령 ${last.count}개를 다시 실행했다.`
            : `${last.count} commands done again.`
          : ko
            ? `${last.cutAt}바이트 뒤 ${lost}바이트를 잘라 내고 명령 ${last.count}개를 다시 실행했다.`
            : `The last ${lost} bytes, from byte ${last.cutAt} on, were cut off; ${last.count} commands done again.`
      return { event: baseName(last.file), say }
    }
    case 'rdb.loaded':
      return {
        event: baseName(last.file),
        say: ko ? `키 ${last.count}개를 읽었다.` : `${last.count} keys were read.`,
      }
    case 'aof.refused':
    case 'rdb.refused': {
      const where = last.refused?.offset
      return {
        event: baseName(last.file),
        say: ko
          ? `${where === undefined ? '' : `${where}바이트에서 `}읽지 못했다. 서버는 시작하지 않는다.`
          : `It can't be read${where === undefined ? '' : ` beyond byte ${where}`}: the server does not start.`,
      }
    }
    default:
      return keyspaceCaption(event, state.keys, language)
  }
}

const describe = (state: RecoveryState, language: Language): string[][] => {
  const ko = language === 'ko'
  const header = ko
    ? ['시작', '파일', '바이트', '읽은 수', '버린 바이트', '결과']
    : ['start', 'file', 'bytes', 'read', 'bytes discarded', 'result']
  const rows = state.starts.flatMap(({ files, outcome }, i) =>
    files.map((file) => [
      String(i + 1),
      file.file,
      String(file.size ?? ''),
      String(file.count),
      String(discarded(file)),
      file.refused?.why ?? outcome,
    ]),
  )
  return [header, ...rows]
}

const mark = (event: TraceEvent, state: RecoveryState): SceneMark | undefined => {
  switch (event.type) {
    case 'aof.loaded':
    case 'rdb.loaded':
      return { mark: 'file', tone: (event.truncatedAt ?? undefined) === undefined ? 'kept' : 'risk' }
    case 'aof.refused':
    case 'rdb.refused':
      return { mark: 'kill', tone: 'lost' }
    default:
      return keyspace.mark(event, state.keys)
  }
}

export const recovery: Scene<RecoveryState> = { id: 'recovery', initial, fold, caption, mark, describe }
