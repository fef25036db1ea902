/**
 * The Web Worker a world lives in: the one place where wall time enters. Scenarios, and with them Redis,
 * are loaded before the world starts; the code of commands no lesson begins with comes before the event that
 * needs it.
 */
import type { Scenario } from '../scenarios/scenario.ts'
import { PartMissing } from '../world/process.ts'
import { lessonExercises } from './lessons.ts'
import type { LessonExercises } from '../exercises/exercise.ts'
import type { PageMessage, WorkerMessage } from './messages.ts'
import { Player } from './player.ts'
import type { PlayerParts } from './player.ts'
import { loadPart } from './programs.ts'
import { loadScenario } from './scenarios.ts'

/** Time from one turn to the next, and how much of it a turn may take, ms: messages are heard in between. */
const TURN_MS = 16
const WORK_MS = 12
/** After a long pause of the tab the world doesn't try to make up for it. */
const LONGEST_TURN_MS = 100

let player: Player | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let last = 0

const say = (message: WorkerMessage): void => self.postMessage(message)

const fail = (error: unknown): void => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const resuming = player?.resuming ?? true
  player = undefined
  say({ kind: 'failed', message, resuming })
}

const guarded = (work: () => void): void => {
  try {
    work()
  } catch (error) {
    fail(error)
  }
}

/** Loads what the world waits for; messages heard meanwhile wait too. */
const supply = async (): Promise<void> => {
  try {
    while (player?.lacks !== undefined) {
      await loadPart(player.lacks)
      player.supplied()
    }
  } catch (error) {
    fail(error)
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
  if (player?.lacks !== undefined) queue = queue.then(supply).then(awake)
  else if (player?.busy === true) timer ??= setTimeout(loop, delay)
}

type Start = Extract<PageMessage, { kind: 'start' }>

const begin = async (message: Start): Promise<void> => {
  player = undefined
  const lesson = message.lesson === undefined ? undefined : await lessonExercises(message.lesson)
  try {
    const parts = { lesson, scenario: await scenariosFor(message, lesson) }
    while (player === undefined) player = await started(message, parts)
  } catch (error) {
    fail(error)
  }
}

/** The worlds of a page: its own, the one it goes on with, and those of the lesson's exercises and predictions. */
const scenariosFor = async (
  { scenario, resume }: Start,
  lesson: LessonExercises | undefined,
): Promise<PlayerParts['scenario']> => {
  const parts = [...(lesson?.exercises ?? []), ...(lesson?.predictions ?? [])]
  const ids = new Set([scenario, resume?.scenario ?? scenario, ...parts.map((part) => part.scenario)])
  const loaded = new Map<string, Scenario | undefined>()
  await Promise.all([...ids].map(async (id) => loaded.set(id, await loadScenario(id))))
  return (id) => loaded.get(id)
}

/** A player at a scenario's first instant; undefined when a part was loaded that the way there needs. */
const started = async (start: Start, parts: PlayerParts): Promise<Player | undefined> => {
  try {
    return new Player(start, parts, say)
  } catch (error) {
    if (!(error instanceof PartMissing)) throw error
    await loadPart(error.part)
    return undefined
  }
}

const receive = async (message: PageMessage): Promise<void> => {
  if (message.kind === 'start') await begin(message)
  else guarded(() => player?.receive(message))
  awake()
}

const awake = (): void => {
  if (timer === undefined) last = performance.now()
  goOn(TURN_MS)
}

/** Messages are taken in order, also while a lesson's exercises are still loading. */
let queue: Promise<void> = Promise.resolve()
self.addEventListener('message', (event: MessageEvent<PageMessage>) => {
  queue = queue.then(() => receive(event.data))
})
