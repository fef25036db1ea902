import { STORAGE_PREFIX } from './product.ts'

/*
 * What a learner has done, kept in the browser only. One key per lesson and per bench, each written by reading,
 * merging and writing back, so that two tabs do not overwrite each other. What cannot be read, or was written by
 * a newer version, is set aside, reported, and can be downloaded; it is never thrown away silently.
 */

/** Version of the stored shape; a reader sets aside what is newer than itself. */
export const PROGRESS_VERSION = 1

export interface LessonProgress {
  /** Unix ms of the last visit. */
  visited: number
  done: boolean
  /** Ids of finished exercises. */
  exercises: readonly string[]
  /** Locked predictions: the choice and what happened. */
  predictions: Readonly<Record<string, { choice: string; outcome?: string }>>
  /** Ids of sections read to their end. */
  read: readonly string[]
}

export type Problem =
  { kind: 'corrupt' | 'newer'; key: string; raw: string } | { kind: 'full' } | { kind: 'denied' }

export interface ProgressFile {
  kind: 'progress'
  version: number
  lessons: Record<string, LessonProgress>
  /** Recorded inputs of each bench, as the bench wrote them. */
  benches: Record<string, string>
}

export interface Progress {
  lesson(path: string): LessonProgress
  lessons(): ReadonlyMap<string, LessonProgress>
  update(path: string, change: Partial<LessonProgress>): void
  bench(id: string): string | undefined
  saveBench(id: string, data: string): void
  /** Puts a bench's recording away that can't be read; it can be downloaded with what else was set aside. */
  setBenchAside(id: string, why: 'corrupt' | 'newer'): void
  exportFile(): ProgressFile
  /** Merges a file into what is here and returns its number of lessons; throws when it is not ours. */
  importFile(text: string): number
  forget(): void
  /** Everything that was set aside, oldest first. */
  aside(): readonly { key: string; raw: string }[]
  clearAside(): void
  /** Called after every change, also those other tabs made. */
  onChange(listener: () => void): () => void
}

const LESSON = `${STORAGE_PREFIX}lesson:`
const BENCH = `${STORAGE_PREFIX}bench:`
const ASIDE = `${STORAGE_PREFIX}aside:`

const EMPTY: LessonProgress = { visited: 0, done: false, exercises: [], predictions: {}, read: [] }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isPrediction = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.choice === 'string' &&
  (value.outcome === undefined || typeof value.outcome === 'string')

const isLesson = (value: unknown): value is LessonProgress =>
  isRecord(value) &&
  typeof value.visited === 'number' &&
  typeof value.done === 'boolean' &&
  isStrings(value.exercises) &&
  isStrings(value.read) &&
  isRecord(value.predictions) &&
  Object.values(value.predictions).every(isPrediction)

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

/** Both sides' achievements; of two predictions the later visit's stands. */
export const mergeLessons = (a: LessonProgress, b: LessonProgress): LessonProgress => {
  const [older, newer] = a.visited <= b.visited ? [a, b] : [b, a]
  return {
    visited: newer.visited,
    done: a.done || b.done,
    exercises: union(older.exercises, newer.exercises),
    read: union(older.read, newer.read),
    predictions: { ...older.predictions, ...newer.predictions },
  }
}

type Read = { ok: LessonProgress } | { bad: 'corrupt' | 'newer' }

const parseLesson = (raw: string): Read => {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    return { bad: 'corrupt' }
  }
  if (isRecord(value) && typeof value.v === 'number' && value.v > PROGRESS_VERSION) return { bad: 'newer' }
  if (!isLesson(value)) return { bad: 'corrupt' }
  const { visited, done, exercises, predictions, read } = value
  return { ok: { visited, done, exercises, predictions, read } }
}

const keysOf = (storage: Storage, prefix: string): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .filter((key) => key.startsWith(prefix))
    .sort()

/** The browser's storage behind one door: what it refuses is kept in memory for this page and reported once. */
class Cabinet {
  private readonly storage: Storage | undefined
  private readonly report: (problem: Problem) => void
  private readonly memory = new Map<string, string>()
  private readonly told = new Set<string>()

  constructor(storage: Storage | undefined, report: (problem: Problem) => void) {
    this.storage = storage
    this.report = report
    if (!storage) this.tell('denied')
  }

  private tell(kind: 'full' | 'denied'): void {
    if (this.told.has(kind)) return
    this.told.add(kind)
    this.report({ kind })
  }

  get(key: string): string | undefined {
    return this.memory.get(key) ?? this.storage?.getItem(key) ?? undefined
  }

  set(key: string, value: string): void {
    try {
      if (!this.storage) throw new Error('no storage')
      this.storage.setItem(key, value)
      this.memory.delete(key)
    } catch {
      this.memory.set(key, value)
      this.tell(this.storage ? 'full' : 'denied')
    }
  }

  remove(key: string): void {
    this.memory.delete(key)
    this.storage?.removeItem(key)
  }

  keys(prefix: string): string[] {
    const kept = [...this.memory.keys()].filter((key) => key.startsWith(prefix))
    return union(this.storage ? keysOf(this.storage, prefix) : [], kept)
  }

  /** Another tab wrote a key: what we hold in memory for it is older. */
  forgetMemory(key: string): void {
    this.memory.delete(key)
  }
}

export interface ProgressOptions {
  storage: Storage | undefined
  /** Unix ms. */
  now: () => number
  report: (problem: Problem) => void
  /** Where other tabs' writes are heard. */
  events?: Pick<Window, 'addEventListener'>
}

const readFile = (text: string): ProgressFile => {
  const value: unknown = JSON.parse(text)
  const ours = isRecord(value) && value.kind === 'progress' && typeof value.version === 'number'
  if (!ours || value.version !== PROGRESS_VERSION || !isRecord(value.lessons))
    throw new Error('not a progress file')
  if (!Object.values(value.lessons).every(isLesson)) throw new Error('not a progress file')
  const benches = isRecord(value.benches) ? value.benches : {}
  if (!Object.values(benches).every((item) => typeof item === 'string'))
    throw new Error('not a progress file')
  return value as unknown as ProgressFile
}

/** Opens the learner's progress over a storage; `undefined` storage means it lasts as long as the page. */
export const openProgress = ({ storage, now, report, events }: ProgressOptions): Progress => {
  const cabinet = new Cabinet(storage, report)
  const listeners = new Set<() => void>()
  const changed = () => listeners.forEach((listener) => listener())

  const setAside = (key: string, raw: string, kind: 'corrupt' | 'newer'): void => {
    cabinet.remove(key)
    cabinet.set(`${ASIDE}${now()}:${key.slice(STORAGE_PREFIX.length)}`, raw)
    report({ kind, key, raw })
  }

  const read = (path: string): LessonProgress => {
    const raw = cabinet.get(LESSON + path)
    if (raw === undefined) return EMPTY
    const parsed = parseLesson(raw)
    if ('ok' in parsed) return parsed.ok
    setAside(LESSON + path, raw, parsed.bad)
    return EMPTY
  }

  const write = (path: string, lesson: LessonProgress): void =>
    cabinet.set(LESSON + path, JSON.stringify({ v: PROGRESS_VERSION, ...lesson }))

  const all = (): Map<string, LessonProgress> =>
    new Map(
      cabinet.keys(LESSON).map((key) => {
        const path = key.slice(LESSON.length)
        return [path, read(path)] as const
      }),
    )

  const importFile = (text: string): number => {
    const file = readFile(text)
    for (const [path, lesson] of Object.entries(file.lessons)) write(path, mergeLessons(read(path), lesson))
    for (const [id, data] of Object.entries(file.benches ?? {})) cabinet.set(BENCH + id, data)
    changed()
    return Object.keys(file.lessons).length
  }

  events?.addEventListener('storage', (event) => {
    if (event.key !== null && !event.key.startsWith(STORAGE_PREFIX)) return
    if (event.key !== null) cabinet.forgetMemory(event.key)
    changed()
  })

  const benches = (): [string, string][] =>
    cabinet.keys(BENCH).map((key) => [key.slice(BENCH.length), cabinet.get(key) ?? ''])

  return {
    lesson: read,
    lessons: all,
    update: (path, change) => {
      write(path, mergeLessons(read(path), { ...EMPTY, ...change, visited: now() }))
      changed()
    },
    bench: (id) => cabinet.get(BENCH + id),
    saveBench: (id, data) => (data === '' ? cabinet.remove(BENCH + id) : cabinet.set(BENCH + id, data)),
    setBenchAside: (id, why) => {
      const raw = cabinet.get(BENCH + id)
      if (raw !== undefined) setAside(BENCH + id, raw, why)
    },
    exportFile: () => ({
      kind: 'progress',
      version: PROGRESS_VERSION,
      lessons: Object.fromEntries(all()),
      benches: Object.fromEntries(benches()),
    }),
    importFile,
    forget: () => {
      for (const key of [...cabinet.keys(LESSON), ...cabinet.keys(BENCH)]) cabinet.remove(key)
      changed()
    },
    aside: () =>
      cabinet.keys(ASIDE).map((key) => ({ key: key.slice(ASIDE.length), raw: cabinet.get(key) ?? '' })),
    clearAside: () => cabinet.keys(ASIDE).forEach((key) => cabinet.remove(key)),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
