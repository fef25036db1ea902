/** The world's one queue: events by (due, sequence), a binary heap over plain objects. */
import type { EventKind, Plain } from './process.ts'

export interface Scheduled {
  /** Virtual µs since 1970. */
  due: number
  /** Ties are broken by who was scheduled first. */
  readonly sequence: number
  /** The process it is for; 0: the world itself. */
  readonly pid: number
  readonly kind: EventKind
  readonly args: Plain
}

const before = (a: Scheduled, b: Scheduled): boolean =>
  a.due < b.due || (a.due === b.due && a.sequence < b.sequence)

export class Schedule {
  heap: Scheduled[] = []

  get size(): number {
    return this.heap.length
  }

  peek(): Scheduled | undefined {
    return this.heap[0]
  }

  push(event: Scheduled): void {
    const { heap } = this
    let at = heap.length
    heap.push(event)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(event, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = event
  }

  pop(): Scheduled | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }

  /** Takes out every event that `unwanted` names (a dead process's timers). */
  removeAll(unwanted: (event: Scheduled) => boolean): void {
    const kept = this.heap.filter((event) => !unwanted(event))
    if (kept.length === this.heap.length) return
    this.heap = []
    for (const event of kept) this.push(event)
  }
}
