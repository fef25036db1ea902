/**
 * The Web Worker a world lives in: the one place where wall time enters. Scenarios, and with them Redis,
 * are loaded before the world starts.
 */
import { scenarios } from '../scenarios/index.ts'
import { lessonExercises } from './lessons.ts'
import type { PageMessage, WorkerMessage } from './messages.ts'
import { Player } from './player.ts'

/** Time from one turn to the next, and how much of it a turn may take, ms: messages are heard in between. */
const TURN_MS = 16
const WORK_MS = 12
/** After a long pause of the tab the world doesn't try to make up for it. */
const LONGEST_TURN_MS = 100

let player: Player | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let last = 0

const say = (message: WorkerMessage): void => self.postMessage(message)

const guarded = (work: () => void): void => {
  try {
    work()
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const resuming = player?.resuming ?? true
    player = undefined
    say({ kind: 'failed', message, resuming })
  }
}

const loop = (): void => {
  timer = undefined
  const now = performance.now()
  const passed = Math.min(now - last, LONGEST_TURN_MS)
  last = now
  guarded(() => player?.turn(passed, () => performance.now() - now < WORK_MS))
  goOn(Math.max(0, TURN_MS - (performance.now() - now)))
}

const goOn = (delay: number): void => {
  if (player?.busy === true) timer ??= setTimeout(loop, delay)
}

const begin = async (message: Extract<PageMessage, { kind: 'start' }>): Promise<void> => {
  const lesson = message.lesson === undefined ? undefined : await lessonExercises(message.lesson)
  guarded(() => {
    player = new Player(message, { scenario: (id) => scenarios[id], lesson }, say)
  })
}

const receive = async (message: PageMessage): Promise<void> => {
  if (message.kind === 'start') await begin(message)
  else guarded(() => player?.receive(message))
  if (timer === undefined) last = performance.now()
  goOn(TURN_MS)
}

/** Messages are taken in order, also while a lesson's exercises are still loading. */
let queue: Promise<void> = Promise.resolve()
self.addEventListener('message', (event: MessageEvent<PageMessage>) => {
  queue = queue.then(() => receive(event.data))
})
