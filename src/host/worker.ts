/**
 * The Web Worker a world lives in: the one place where wall time enters. Scenarios, and with them Redis,
 * are loaded before the world starts.
 */
import type { PageMessage, WorkerMessage } from './messages.ts'
import { Player } from './player.ts'
import { lessonExercises } from './lessons.ts'
import { scenarios } from '../scenarios/index.ts'

const TURN_MS = 16
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
    say({ kind: 'failed', message, recording: player?.recording() })
    player = undefined
  }
}

const loop = (): void => {
  timer = undefined
  const now = performance.now()
  const passed = Math.min(now - last, LONGEST_TURN_MS)
  last = now
  guarded(() => player?.turn(passed))
  if (player?.isPlaying) timer = setTimeout(loop, TURN_MS)
}

const receive = async (message: PageMessage): Promise<void> => {
  if (message.kind === 'start') {
    const lesson = message.lesson === undefined ? undefined : await lessonExercises(message.lesson)
    guarded(() => {
      player = new Player(message, { scenario: (id) => scenarios[id], lesson }, say)
    })
    return
  }
  guarded(() => player?.receive(message))
  if (player?.isPlaying && timer === undefined) {
    last = performance.now()
    timer = setTimeout(loop, TURN_MS)
  }
}

/** Messages are taken in order, also while a lesson's exercises are still loading. */
let queue: Promise<void> = Promise.resolve()
self.addEventListener('message', (event: MessageEvent<PageMessage>) => {
  queue = queue.then(() => receive(event.data))
})
