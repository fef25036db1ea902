import type { Edit } from '../../../world/inputs.ts'

/*
 * A file being edited: its bytes, what was changed since it was read, and the way back. Offsets are those of the
 * whole file; `from` is where the bytes held here begin.
 */

/** One change: at an offset some bytes gave way to others. */
interface Change {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

/** Offsets of bytes that differ from the file; `to` is behind the last. */
export interface Touched {
  readonly from: number
  readonly to: number
}

const inverse = ({ at, removed, inserted }: Change): Change => ({
  at,
  removed: inserted,
  inserted: removed,
})

/** Where touched bytes are after one more change. */
const moved = (touched: readonly Touched[], { at, removed, inserted }: Change): Touched[] => {
  const shift = inserted.length - removed.length
  const end = at + removed.length
  const place = (offset: number): number =>
    offset <= at ? offset : offset >= end ? offset + shift : at + inserted.length
  const before = touched
    .map(({ from, to }) => ({ from: place(from), to: place(to) }))
    .filter(({ from, to }) => to > from)
  return [...before, { from: at, to: at + inserted.length }]
}

export class ByteDoc {
  readonly from: number
  /** The bytes as they are now. */
  data: string
  private base: string
  private done: Change[] = []
  private undone: Change[] = []
  private marks: readonly Touched[] = []

  constructor(data: string, from = 0) {
    this.from = from
    this.data = data
    this.base = data
  }

  get isChanged(): boolean {
    return this.done.length > 0
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  /** Offset behind the last byte. */
  get end(): number {
    return this.from + this.data.length
  }

  byte(at: number): number | undefined {
    const code = this.data.charCodeAt(at - this.from)
    return Number.isNaN(code) ? undefined : code
  }

  /** Takes out `removed` bytes at an offset and puts others in. */
  change(at: number, removed: number, inserted: string): void {
    const start = Math.max(this.from, Math.min(at, this.end))
    const change = { at: start, removed: this.slice(start, start + removed), inserted }
    if (change.removed === inserted) return
    const last = this.done.at(-1)
    // Both digits of a byte are one change.
    const isSameByte =
      last?.at === start && last.inserted.length === 1 && change.removed.length === 1 && inserted.length === 1
    if (isSameByte) this.done.pop()
    this.put(change)
    this.done.push(isSameByte ? { ...last, inserted } : change)
    this.undone = []
    this.mark()
  }

  private put({ at, removed, inserted }: Change): void {
    const start = at - this.from
    this.data = this.data.slice(0, start) + inserted + this.data.slice(start + removed.length)
  }

  private mark(): void {
    this.marks = this.done.reduce<readonly Touched[]>(moved, [])
  }

  slice(from: number, to: number): string {
    return this.data.slice(from - this.from, Math.max(from, to) - this.from)
  }

  /** The offset of the change taken back, undefined when there was none. */
  undo(): number | undefined {
    const change = this.done.pop()
    if (change === undefined) return undefined
    this.put(inverse(change))
    this.undone.push(change)
    this.mark()
    return change.at
  }

  redo(): number | undefined {
    const change = this.undone.pop()
    if (change === undefined) return undefined
    this.put(change)
    this.done.push(change)
    this.mark()
    return change.at
  }

  isTouched(at: number): boolean {
    return this.marks.some(({ from, to }) => at >= from && at < to)
  }

  /** All changes as a world takes them. */
  get edits(): Edit[] {
    return this.done.map(({ at, removed, inserted }) => [at, removed.length, inserted])
  }

  /** The changes are in the file now. */
  saved(): void {
    this.base = this.data
    this.discardChanges()
  }

  private discardChanges(): void {
    this.done = []
    this.undone = []
    this.marks = []
  }

  revert(): void {
    this.data = this.base
    this.discardChanges()
  }

  /**
   * The file as it is on the disk now. What was only appended goes behind the edited bytes; anything else is a
   * conflict, and the edited bytes stay as they are. False: a conflict.
   */
  follow(data: string): boolean {
    if (data === this.base) return true
    if (!this.isChanged) {
      this.base = data
      this.data = data
      this.undone = []
      return true
    }
    if (!data.startsWith(this.base)) return false
    this.data += data.slice(this.base.length)
    this.base = data
    return true
  }
}
