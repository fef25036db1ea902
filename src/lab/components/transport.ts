import type { Speed } from './bench-store.ts'
import type { Clock } from './clock.ts'
import { reducedMotion } from './device.ts'
import type { Session } from './session.ts'
import { Stretch } from './stretch.ts'
import type { WorldPort } from './world-port.ts'

/*
 * Play, pause, step, seek and speed. In the known past the page plays by itself, at the live end the worker does;
 * event by event each step is one stop worth a caption.
 */

/** Virtual µs per second of wall time. */
const RATES: Readonly<Record<Exclude<Speed, 'event'>, number>> = {
  '2ms/s': 2000,
  '0.1s/s': 100_000,
  '1s/s': 1_000_000,
  '10s/s': 10_000_000,
}

/** Wall ms between two events when play goes event by event. */
const EVENT_MS = 900
/** Virtual µs a step goes at most when nothing worth telling happens. */
const STEP_LIMIT = 1_000_000
const STEP_TRIES = 400
/** After a pause of the page the past doesn't leap. */
const LONGEST_FRAME_MS = 100

interface Stepping {
  readonly index: number
  readonly at: number
  tries: number
}

export class Transport {
  private readonly session: Session
  private readonly port: WorldPort
  private readonly clock: Clock
  /** False once the learner stopped time: acting then no longer starts it. */
  private auto = true
  private workerPlays = false
  private stopClock: () => void = () => {}
  private stepping: Stepping | undefined
  private stretch: Stretch | undefined

  constructor(session: Session, port: WorldPort, clock: Clock) {
    this.session = session
    this.port = port
    this.clock = clock
  }

  private get store() {
    return this.session.store
  }

  play(): void {
    this.auto = true
    this.store.playing.value = true
    this.goOn()
  }

  /** The learner stops time. */
  pause(): void {
    this.auto = false
    this.halt()
  }

  /** Stops time without being asked to: the next key may start it again. */
  halt(): void {
    this.store.playing.value = false
    this.stepping = undefined
    this.hold()
    this.rest()
  }

  /** Stops the page's own clock; time goes on at the next `goOn`. */
  hold(): void {
    this.stopClock()
    this.stopClock = () => {}
  }

  private rest(): void {
    if (this.workerPlays) this.port.post({ kind: 'pause' })
    this.workerPlays = false
  }

  /** Before another world is stood on. */
  leave(): void {
    this.halt()
    this.auto = true
    this.endStretch()
  }

  /** Before something is done here. */
  interrupt(): void {
    this.stepping = undefined
    if (this.stretch === undefined) return
    this.halt()
    this.endStretch()
  }

  /** What is done by hand starts time, unless the learner stopped it. */
  wake(): void {
    const still = !this.store.playing.peek() && this.auto && this.store.speed.peek() !== 'event'
    if (still && !reducedMotion() && this.session.live) this.play()
  }

  goOnIfPlaying(): void {
    if (this.store.playing.peek()) this.goOn()
  }

  /** Plays from where the page stands at the speed that is set. */
  private goOn(): void {
    this.hold()
    const speed = this.store.speed.peek()
    if (this.stretch !== undefined) {
      this.stopClock = this.stretch.play(this.session, this.clock, () => this.arrive())
    } else if (speed === 'event' || reducedMotion()) {
      this.rest()
      this.playEvents()
    } else if (!this.session.live) this.playKnown(RATES[speed])
    else {
      this.workerPlays = true
      this.port.post({ kind: 'play', speed: RATES[speed] })
    }
  }

  /** The known past again, frame by frame, then the live world. */
  private playKnown(rate: number): void {
    let last = this.clock.now()
    const frame = () => {
      const now = this.clock.now()
      const at = this.store.now.peek() + (rate * Math.min(now - last, LONGEST_FRAME_MS)) / 1000
      last = now
      this.session.showAt(at)
      if (this.session.live) this.goOn()
      else this.stopClock = this.clock.frame(frame)
    }
    this.stopClock = this.clock.frame(frame)
  }

  private playEvents(): void {
    this.stepOn()
    this.stopClock = this.clock.after(EVENT_MS, () => this.playEvents())
  }

  setSpeed(speed: Speed): void {
    this.store.speed.value = speed
    this.goOnIfPlaying()
  }

  seek(at: number): void {
    this.pause()
    this.session.showAt(at)
    if (this.session.live) this.endStretch()
  }

  // ---- steps ------------------------------------------------------------------------------------

  step(): void {
    this.pause()
    this.stepOn()
  }

  private stepOn(): void {
    const { session } = this
    const { line, index } = session.place
    if (session.live) {
      this.stepping = { index, at: line.known, tries: STEP_TRIES }
      this.port.post({ kind: 'step', limit: STEP_LIMIT })
      return
    }
    const next = line.nextStop(index)
    if (next === undefined || next >= line.count) session.showEnd()
    else session.show(line.timeOf(next - 1), next, false)
    if (session.live) this.endStretch()
  }

  /** The world told something: of a step its first event is shown, or more is asked for. */
  stepped(): void {
    const { stepping, session } = this
    if (stepping === undefined) return
    const { line } = session.place
    const next = line.nextStop(stepping.index)
    const left = STEP_LIMIT - (line.known - stepping.at)
    stepping.tries--
    if (next === undefined && left > 0 && stepping.tries > 0) {
      this.port.post({ kind: 'step', limit: left })
      return
    }
    this.stepping = undefined
    if (next !== undefined && next < line.count) session.show(line.timeOf(next - 1), next, false)
  }

  stepBack(): void {
    this.pause()
    const { line, index } = this.session.place
    const to = line.previousStop(index)
    if (to <= line.startIndex) this.session.show(line.start, line.startIndex, false)
    else this.session.show(line.timeOf(to - 1), to, false)
  }

  // ---- a prediction's stretch -------------------------------------------------------------------

  /** Shows a stretch of what is known from its start; `finish` is called when its end was seen or left. */
  stage(from: number, finish: () => void): void {
    this.session.showAt(from)
    if (this.session.live) return finish()
    this.stretch = new Stretch(from, finish)
    this.store.playing.value = true
    this.goOn()
  }

  private arrive(): void {
    this.leave()
  }

  private endStretch(): void {
    const { stretch } = this
    this.stretch = undefined
    stretch?.finish()
  }
}
