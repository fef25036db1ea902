import type { Clock } from './clock.ts'
import { reducedMotion } from './device.ts'
import type { Session } from './session.ts'

/*
 * A prediction's stretch of time, played again for the eye: it lasts a few seconds however long it is in virtual
 * time, and goes event by event where a frame would hold more than one.
 */

const LONGEST_MS = 6000
/** Below this share of wall time an event would be a blur: then each stands for a moment of its own. */
const MOMENT_MS = 500
/** The shortest moment; so many events take the longest time. */
const SHORTEST_MS = 60
const REDUCED_MS = 900
const MOST_REDUCED = 12

export class Stretch {
  readonly from: number
  readonly finish: () => void

  constructor(from: number, finish: () => void) {
    this.from = from
    this.finish = finish
  }

  /** Plays on from where the session stands; `arrive` is called at the end. Returns how to stop. */
  play(session: Session, clock: Clock, arrive: () => void): () => void {
    const { line } = session
    const stops = line.captions.filter((caption) => caption.at >= this.from).length
    const reduced = reducedMotion()
    const seconds = (line.known - this.from) / 1e6
    if (reduced) {
      const stride = Math.ceil(stops / MOST_REDUCED)
      return this.byEvents(session, clock, REDUCED_MS, stride, arrive)
    }
    const crowded = stops * SHORTEST_MS > LONGEST_MS
    const long = seconds * 1000 >= LONGEST_MS / 2
    if (seconds * 1000 < stops * MOMENT_MS && !(crowded && long)) {
      const each = Math.max(SHORTEST_MS, Math.min(MOMENT_MS, LONGEST_MS / Math.max(1, stops)))
      return this.byEvents(session, clock, each, Math.ceil((stops * each) / LONGEST_MS - 0.01), arrive)
    }
    return this.byTime(session, clock, Math.max(1, (seconds * 1000) / LONGEST_MS), arrive)
  }

  /** `each`: wall ms a step; `stride`: events a step. */
  private byEvents(
    session: Session,
    clock: Clock,
    each: number,
    stride: number,
    arrive: () => void,
  ): () => void {
    let stop = () => {}
    const next = () => {
      const { line, index } = session.place
      let to = line.nextStop(index)
      for (let i = 1; i < stride && to !== undefined; i++) to = line.nextStop(to)
      if (to === undefined) {
        session.showEnd()
        return arrive()
      }
      session.show(line.timeOf(to - 1), to, false)
      stop = clock.after(each, next)
    }
    stop = clock.after(each, next)
    return () => stop()
  }

  /** `rate`: virtual seconds a second. */
  private byTime(session: Session, clock: Clock, rate: number, arrive: () => void): () => void {
    let stop = () => {}
    let last = clock.now()
    const frame = () => {
      const now = clock.now()
      session.showAt(session.store.now.peek() + rate * Math.min(100, now - last) * 1000)
      last = now
      if (session.live) return arrive()
      stop = clock.frame(frame)
    }
    stop = clock.frame(frame)
    return () => stop()
  }
}
