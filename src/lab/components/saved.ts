import type { Recording } from '../../host/messages.ts'
import type { BenchMemory } from './page-store.ts'
import { isTouched, readRecording, Unreadable, unpackRecording, writeRecording } from './recording.ts'

/*
 * What a bench begins with: a link's recording, the one this browser kept, or nothing; and the keeping itself.
 * A linked session is kept apart from the learner's own, which waits untouched under the bench's id.
 */

/** Characters a kept recording may have: storage is a few megabytes for the whole site. */
const MOST_KEPT = 400_000
const SAVE_EVERY_MS = 1000

export interface Beginning {
  readonly recording: Recording | undefined
  readonly from: 'nothing' | 'memory' | 'link'
  /** What was there but can't be read. */
  readonly broken?: 'memory' | 'link'
  /** Under which id the session is kept from now on. */
  readonly keepAs: string
}

const LINK = /^#w=([\w-]+)$/

/** A number that tells links apart (FNV-1a). */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

const fromMemory = (memory: BenchMemory, id: string): Beginning => {
  const text = memory.load(id)
  if (!text) return { recording: undefined, from: 'nothing', keepAs: id }
  try {
    return { recording: readRecording(text), from: 'memory', keepAs: id }
  } catch (error) {
    memory.setAside(id, error instanceof Unreadable ? error.why : 'corrupt')
    return { recording: undefined, from: 'nothing', broken: 'memory', keepAs: id }
  }
}

/** Finds what a bench begins with. `hash`: the page's, with its `#`. */
export const beginning = async (memory: BenchMemory, id: string, hash: string): Promise<Beginning> => {
  if (!hash.startsWith('#w=')) return fromMemory(memory, id)
  const packed = LINK.exec(hash)?.[1]
  const keepAs = `${id}#${fingerprint(packed ?? '')}`
  const kept = packed === undefined ? undefined : fromMemory(memory, keepAs)
  if (kept?.recording !== undefined) return kept
  try {
    return { recording: await unpackRecording(packed ?? ''), from: 'link', keepAs }
  } catch {
    return { ...fromMemory(memory, id), broken: 'link' }
  }
}

export interface SaverParts {
  readonly memory: BenchMemory
  readonly keepAs: string
  /** What there is to keep now; undefined: nothing of the learner's. */
  readonly recording: () => Recording | undefined
  /** The session has grown too long to be kept. */
  readonly tooLong: () => void
  readonly after: (ms: number, act: () => void) => () => void
}

/** Bytes of what was typed and saved: no less is what a recording is written with. */
const bytesTyped = ({ inputs }: Recording): number =>
  inputs.reduce((sum, { input }) => sum + ('data' in input ? input.data.length : 0), 0)

/** Keeps a session between visits, at most once a second. */
export class Saver {
  private readonly parts: SaverParts
  private cancel: (() => void) | undefined
  private told = false
  /** The old session was given up and the new world is not told yet: nothing is kept. */
  private between = false

  constructor(parts: SaverParts) {
    this.parts = parts
  }

  changed(): void {
    this.cancel ??= this.parts.after(SAVE_EVERY_MS, () => this.save())
  }

  /** A world is told of: from now on what it holds is the session. */
  stands(): void {
    this.between = false
  }

  /** Keeps what there is now. */
  save(): void {
    this.cancel?.()
    this.cancel = undefined
    if (this.between) return
    const { memory, keepAs, tooLong } = this.parts
    const recording = this.parts.recording()
    if (recording === undefined || !isTouched(recording.inputs)) return
    // A large file that was opened is not written out each second to find that it is too large.
    const text = bytesTyped(recording) <= MOST_KEPT ? writeRecording(recording) : undefined
    if (text !== undefined && text.length <= MOST_KEPT) return memory.save(keepAs, text)
    if (!this.told) tooLong()
    this.told = true
  }

  forget(): void {
    this.cancel?.()
    this.cancel = undefined
    this.between = true
    if (this.parts.memory.load(this.parts.keepAs)) this.parts.memory.save(this.parts.keepAs, '')
  }

  setAside(): void {
    this.parts.memory.setAside(this.parts.keepAs, 'corrupt')
  }
}
