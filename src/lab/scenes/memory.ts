/**
 * Where memory goes: what is in use, what lies free between it, what was freed and not yet given back, the process
 * itself; and the pages of the allocator, size class by size class.
 */
import type { BinReading, MemoryReading } from '../../redis/eviction/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { Chunked } from './chunked.ts'
import { readyCaption } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Caption, Language, Scene, SceneMark } from './scene.ts'

/** A reading kept for the line of time. */
export interface Moment {
  readonly at: number
  readonly used: number
  readonly rss: number
}

export interface MemoryState {
  readonly server: string
  readonly alive: boolean
  readonly reading: MemoryReading | undefined
  readonly bins: readonly BinReading[]
  /** Bytes of pages with nothing on them that are not given back yet. */
  readonly dirty: number
  readonly lazy: { readonly pending: number; readonly freed: number }
  readonly history: Chunked<Moment>
  /** Bytes of RAM, once it was told. */
  readonly ram: number | undefined
  /** The kernel ended a process because RAM ran out. */
  readonly exhausted: string | undefined
  readonly at: number
}

const MOST_MOMENTS = 600

const initial: MemoryState = {
  server: '',
  alive: false,
  reading: undefined,
  bins: [],
  dirty: 0,
  lazy: { pending: 0, freed: 0 },
  history: new Chunked(),
  ram: undefined,
  exhausted: undefined,
  at: 0,
}

/** Bytes of the parts of used_memory_rss. */
export interface Parts {
  readonly used: number
  /** Free pieces on pages that hold something. */
  readonly holes: number
  readonly dirty: number
  /** The process, the allocator's own books. */
  readonly rest: number
}

/** Bytes of free pieces between those in use. */
export const holesOf = (bins: readonly BinReading[]): number =>
  bins.reduce((sum, { size, used, capacity }) => sum + size * (capacity - used), 0)

export const partsOf = ({ reading, bins, dirty }: MemoryState): Parts | undefined => {
  if (reading === undefined) return undefined
  const holes = holesOf(bins)
  return { used: reading.used, holes, dirty, rest: Math.max(0, reading.rss - reading.used - holes - dirty) }
}

/** mem_fragmentation_ratio: resident bytes for each byte in use. */
export const fragmentation = ({ reading }: MemoryState): number | undefined =>
  reading && reading.rss / reading.used

const withReading = (state: MemoryState, event: TraceEvent): MemoryState => {
  const { type: _, at, seq: _seq, process: _process, ...rest } = event
  const reading = rest as unknown as MemoryReading
  const { used, rss } = reading
  return { ...state, reading, history: state.history.push({ at, used, rss }, MOST_MOMENTS) }
}

const ofServer = (state: MemoryState, event: TraceEvent): MemoryState => {
  switch (event.type) {
    case 'memory':
      return withReading(state, event)
    case 'memory.bins':
      return { ...state, bins: event.bins as readonly BinReading[], dirty: event.dirty as number }
    case 'lazyfree': {
      const { pending, freed } = event as unknown as MemoryState['lazy']
      return { ...state, lazy: { pending, freed } }
    }
    default:
      return state
  }
}

const SERVER_EVENTS = new Set(['memory', 'memory.bins', 'lazyfree'])

const fold = (before: MemoryState, event: TraceEvent): MemoryState => {
  switch (event.type) {
    case 'server.ready':
      if (before.alive && before.server !== event.process) return before
      return { ...initial, ram: before.ram, server: event.process, alive: true, at: event.at }
    case 'process.ended':
      if (event.name !== before.server) return before
      return { ...before, alive: false, reading: undefined, bins: [], dirty: 0, at: event.at }
    case 'machine.set':
      return { ...before, ram: event.ram as number }
    case 'memory.exhausted':
      return { ...before, exhausted: event.name as string }
  }
  if (!SERVER_EVENTS.has(event.type)) return before
  const state = { ...before, at: event.at }
  if (state.server === '') return ofServer({ ...state, server: event.process, alive: true }, event)
  return event.process === state.server ? ofServer(state, event) : before
}

// ---- in words ---------------------------------------------------------------------------------------

/** Bytes as INFO's _human fields print them. */
export const human = (bytes: number): string => {
  if (bytes < 1024) return `${bytes}B`
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(2)}K`
  return bytes < 1024 ** 3 ? `${(bytes / 1024 ** 2).toFixed(2)}M` : `${(bytes / 1024 ** 3).toFixed(2)}G`
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))} %`

const ofBins = (state: MemoryState, en: boolean): Caption | undefined => {
  const holes = holesOf(state.bins)
  const pieces = state.bins.reduce((sum, { capacity }) => sum + capacity, 0)
  const used = state.bins.reduce((sum, each) => sum + each.used, 0)
  const full = percent(used, pieces)
  const dirty = human(state.dirty)
  return {
    event: en ? 'Pages' : '쪽',
    say: en
      ? `${full} of the pieces on their pages are in use, ${human(holes)} lie free between them; ${dirty} wait to be given back.`
      : `쪽에 있는 조각의 ${full}만 쓰고, 그 사이 ${human(holes)} 비어 있다. 돌려주기를 기다리는 것은 ${dirty}.`,
    ...(state.reading === undefined ? {} : { counter: `used_memory_rss:${state.reading.rss}` }),
  }
}

const ofCommand = (event: TraceEvent, en: boolean): Caption => {
  const reply = event.reply as string
  const line = reply.slice(1).split('\r\n', 1)[0] ?? ''
  const name = (event.name as string).toUpperCase().replace('|', ' ')
  if (reply.startsWith('-')) return { event: name, say: en ? `Refused: ${line}` : `거부됨: ${line}` }
  if (event.name === 'memory|purge')
    return {
      event: name,
      say: en
        ? 'Empty pages went back to the system; half-full ones cannot.'
        : '빈 쪽은 시스템에 돌아갔다. 반쯤 찬 쪽은 돌려줄 수 없다.',
    }
  const size = Number(event.size).toLocaleString('en')
  return { event: name, say: en ? `The server holds ${size} keys.` : `서버에 키가 ${size}개 있다.` }
}

const caption = (event: TraceEvent, state: MemoryState, language: Language): Caption | undefined => {
  if (isSmallTalk(event)) return undefined
  const en = language === 'en'
  switch (event.type) {
    case 'server.ready':
      return readyCaption(event, language)
    case 'command':
      return ofCommand(event, en)
    case 'memory.bins':
      return event.process === state.server ? ofBins(state, en) : undefined
    case 'memory.exhausted': {
      const name = String(event.name)
      return {
        event: en ? 'Out of RAM' : 'RAM 부족',
        say: en ? `The kernel killed ${name}.` : `커널이 죽인 프로세스: ${name}.`,
      }
    }
    default:
      return undefined
  }
}

const mark = (event: TraceEvent): SceneMark | undefined => {
  if (isSmallTalk(event)) return undefined
  switch (event.type) {
    case 'command':
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    case 'memory.bins':
      return { mark: 'page', tone: 'plain' }
    case 'memory.exhausted':
      return { mark: 'kill', tone: 'lost' }
    case 'power.cut':
      return { mark: 'bolt', tone: 'lost' }
    default:
      return undefined
  }
}

const describe = (state: MemoryState, language: Language): string[][] => {
  const ko = language === 'ko'
  const parts = partsOf(state)
  const header = ko
    ? ['무엇', '바이트', '쓰는 조각', '조각 자리']
    : ['what', 'bytes', 'pieces in use', 'pieces']
  const rows: [string, number | undefined][] = [
    ['used_memory', parts?.used],
    [ko ? '쓰는 것 사이의 빈자리' : 'free between them', parts?.holes],
    [ko ? '비었지만 아직 돌려주지 않음' : 'freed, not given back', parts?.dirty],
    [ko ? '프로세스와 할당기' : 'process and allocator', parts?.rest],
    ['used_memory_rss', state.reading?.rss],
    ['maxmemory', state.reading?.limit],
  ]
  return [
    header,
    ...rows.map(([name, bytes]) => [name, bytes === undefined ? '' : String(bytes), '', '']),
    ...state.bins.map(({ size, used, capacity }) => [
      ko ? `${size}바이트 조각` : `pieces of ${size} bytes`,
      String(size * used),
      String(used),
      String(capacity),
    ]),
  ]
}

export const memory: Scene<MemoryState> = {
  id: 'memory',
  initial,
  fold,
  caption,
  mark,
  describe,
}
