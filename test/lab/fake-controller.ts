import { batch, signal } from '@preact/signals'
import type { BenchController, BenchStore, Speed } from '../../src/lab/components/bench-store.ts'
import { connectBench, setExercise, setPrediction } from '../../src/lab/components/page-store.ts'
import type { TimelineMark } from '../../src/lab/components/timeline-model.ts'

/*
 * A controller over a list of marks instead of a world: enough to drive every control of the bench, and to see in
 * `calls` what it was asked.
 */

export interface FakeController extends BenchController {
  calls: string[]
}

export const fakeMarks = (count: number, gap: number): TimelineMark[] =>
  Array.from({ length: count }, (_, index) => ({
    at: (index + 1) * gap,
    seq: index,
    mark: (['command', 'hit', 'miss', 'sample', 'victim'] as const)[index % 5]!,
    tone: (['plain', 'kept', 'risk', 'plain', 'lost'] as const)[index % 5]!,
    say: `Event ${index + 1}`,
  }))

/** Connects a fake to a store; `marks` is the whole known future. */
export const connectFake = (store: BenchStore, marks: readonly TimelineMark[]): FakeController => {
  const calls: string[] = []
  const call =
    (name: string, act: (...args: never[]) => void = () => {}) =>
    (...args: never[]) => {
      calls.push([name, ...args.map((arg) => JSON.stringify(arg))].join(' '))
      act(...args)
    }
  const stand = (at: number) => {
    store.now.value = at
    const last = marks.findLast((mark) => mark.at <= at)
    if (last) store.caption.value = { event: 'Event', say: last.say, counter: `events:${last.seq + 1}` }
  }
  const fork = () => {
    const id = String.fromCharCode(65 + Math.max(1, store.branches.value.length))
    const first = { id: 'A', name: 'A', from: 0, end: store.known.value }
    const before = store.branches.value.length > 0 ? store.branches.value : [first]
    store.branches.value = [...before, { id, name: id, from: store.now.value, end: store.known.value }]
    store.branch.value = id
    store.notice.value = `New branch ${id}. A is kept.`
  }
  const controller = {
    calls,
    play: call('play', () => (store.playing.value = true)),
    pause: call('pause', () => (store.playing.value = false)),
    step: call('step', () => stand(marks.find((mark) => mark.at > store.now.value)?.at ?? store.now.value)),
    stepBack: call('stepBack', () => stand(marks.findLast((mark) => mark.at < store.now.value)?.at ?? 0)),
    seek: call('seek', (at: number) => stand(Math.min(at, store.known.value))),
    setSpeed: call('setSpeed', (speed: Speed) => (store.speed.value = speed)),
    reset: call('reset', () => {
      stand(0)
      store.canUndoReset.value = true
    }),
    undoReset: call('undoReset', () => (store.canUndoReset.value = false)),
    fork: call('fork', fork),
    chooseBranch: call('chooseBranch', (id: string) => (store.branch.value = id)),
    link: () => Promise.resolve('http://localhost/#moment'),
    report: () => '{}',
    fault: call('fault'),
    setControl: call('setControl'),
    typeInto: call('typeInto'),
    run: call('run'),
    startExercise: call('startExercise'),
    solve: call('solve'),
    fold: () => signal(undefined) as never,
    epoch: () => 0,
    servers: () => [],
    input: call('input'),
    saveFile: call('saveFile'),
    patchFile: call('patchFile'),
    readFile: () => Promise.resolve(undefined),
    readPart: () => Promise.resolve(undefined),
    listFiles: () => Promise.resolve([]),
    runPrediction: call('runPrediction', (id: string) => setPrediction(id, { choice: 'a', outcome: 'b' })),
    focusTerminal: call('focusTerminal'),
  } as FakeController
  batch(() => {
    store.status.value = 'ready'
    store.marks.value = marks
    store.known.value = marks[marks.length - 1]?.at ?? 0
  })
  connectBench(store, controller)
  return controller
}

/** Goal states as a world would send them. */
export const fakeGoals = (exerciseId: string, met: Readonly<Record<string, boolean>>): void =>
  setExercise({
    exerciseId,
    goals: Object.entries(met).map(([id, isMet]) => ({
      id,
      met: isMet,
      now: { en: 'Nothing under `visits` yet.', ko: '`visits`에 아직 아무것도 없습니다.' },
    })),
  })
