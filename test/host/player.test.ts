import { describe, expect, it } from 'vitest'
import type { Exercise, LessonExercises } from '../../src/exercises/exercise.ts'
import { LESSON_EPOCH } from '../../src/scenarios/scenario.ts'
import { TestBench, after } from './bench.ts'

const both = (text: string) => ({ en: text, ko: text })

const exercise = (id: string, more: Partial<Exercise> = {}): Exercise => ({
  id,
  title: both(id),
  task: both('Store 2 under a.'),
  scenario: 'test',
  goals: [
    { id: 'two', text: both('a is 2'), test: (world) => world.text('a') === '2', now: () => both('not yet') },
  ],
  hints: [both('1'), both('2'), both('3')],
  solution: [{ line: 'SET a 2' }],
  wrong: [{ line: 'SET a 1' }],
  ...more,
})

const counted = exercise('counted', {
  memory: { sets: 0 },
  observe: (memory, event) =>
    event.type === 'command' && event.name === 'set' ? { sets: (memory.sets as number) + 1 } : memory,
  goals: [{ id: 'thrice', text: both('three SETs'), test: (_, memory) => memory.sets === 3 }],
})

const lesson: LessonExercises = {
  exercises: [exercise('two'), counted, exercise('own', { setup: [{ line: 'SET b 1' }] })],
  predictions: [
    {
      id: 'guess',
      question: both('What does a hold?'),
      options: [
        { id: 'one', text: both('1') },
        { id: 'two', text: both('2') },
      ],
      scenario: 'test',
      setup: [{ line: 'SET a 1' }],
      play: [{ line: 'INCR a' }, { wait: 500 }],
      outcome: (world) => (world.text('a') === '2' ? 'two' : 'one'),
      because: both('INCR adds one.'),
    },
  ],
}

const goal = (bench: TestBench, id: string) => bench.all('goals').findLast((m) => m.exercise === id)?.goals

describe('a paused bench', () => {
  it('opens at its prompt and answers what is typed', () => {
    const bench = new TestBench()
    expect(bench.screen()).toBe('127.0.0.1:6379> ')
    bench.type('SET a 1\r')
    expect(bench.screen()).toContain('OK\n127.0.0.1:6379> ')
    const before = bench.now
    bench.type('GET a\r')
    expect(bench.screen()).toContain('"1"\n127.0.0.1:6379> ')
    expect(bench.now - before).toBeLessThan(1000)
  })

  it('stands still until it is played, and then goes on by virtual time', () => {
    const bench = new TestBench()
    const before = bench.now
    bench.player.turn(1000)
    expect(bench.now).toBe(before)
    bench.play(2500)
    expect(bench.now - before).toBeGreaterThan(2_490_000)
    expect(bench.now - before).toBeLessThanOrEqual(2_500_000)
  })

  it('steps to the next thing that is told, and no further than its limit', () => {
    const bench = new TestBench().type('SET a 1 PX 300\r')
    const known = bench.line.events.length
    const before = bench.now
    for (let i = 0; i < 20 && !bench.line.events.slice(known).some((e) => e.type === 'key.removed'); i++)
      bench.ask({ kind: 'step', limit: 1_000_000 })
    expect(bench.line.events.slice(known).some((e) => e.type === 'key.removed')).toBe(true)
    expect(bench.now - before).toBeGreaterThanOrEqual(300_000)
    const still = new TestBench()
    const start = still.now
    still.ask({ kind: 'step', limit: 50_000 })
    expect(still.now - start).toBeLessThanOrEqual(50_000)
  })

  it('a blocked command waits for time to pass', () => {
    const bench = new TestBench().type('BLPOP q 2\r')
    expect(bench.screen()).not.toContain('(nil)')
    bench.play(2300)
    expect(bench.screen()).toContain('(nil)')
  })

  it('runs lines one after the other', () => {
    const bench = new TestBench().ask({ kind: 'run', lines: ['SET n 5', 'INCR n', 'INCR n'] })
    expect(bench.screen()).toContain('(integer) 6')
    expect(bench.screen()).toContain('(integer) 7')
  })
})

describe('history', () => {
  it('forks at an instant: the past is shared, the parent keeps its future', () => {
    const bench = new TestBench().type('SET a 1\r').play(1000)
    const [at, seq] = [bench.line.now, bench.line.events.length]
    bench.type('SET a 2\r')
    const first = bench.branch
    const whole = [...bench.line.events]
    bench.ask({ kind: 'fork', at, seq })
    expect(bench.branch).not.toBe(first)
    expect(bench.line.now).toBe(at)
    expect(bench.line.events).toEqual(whole.slice(0, seq))
    bench.type('GET a\r')
    expect(bench.screen()).toContain('"1"\n')
    bench.ask({ kind: 'branch', id: first }).type('GET a\r')
    expect(bench.screen()).toContain('"2"\n')
    expect(bench.line.events.slice(0, whole.length)).toEqual(whole)
  })

  it('forks between two things done at one instant', () => {
    const bench = new TestBench().type('SET a 1\r')
    const [at, seq] = [bench.line.now, bench.line.events.length]
    bench.ask({ kind: 'fork', at, seq }).type('GET a\r')
    expect(bench.screen()).toContain('"1"')
    bench.ask({ kind: 'fork', at, seq })
    expect(bench.line.events).toHaveLength(seq)
    bench.type('SET a 2\r').ask({ kind: 'fork', at: bench.line.now, seq: bench.line.events.length })
    expect(bench.type('GET a\r').screen()).toContain('"2"')
  })

  it('repeats the same future after a fork when the same is done', () => {
    const bench = new TestBench().type('SET a 1\r').play(700)
    const [at, seq] = [bench.line.now, bench.line.events.length]
    bench.type('INCR a\r').play(300)
    const future = after(bench.line, seq)
    bench.ask({ kind: 'fork', at, seq })
    expect(bench.line.events).toHaveLength(seq)
    bench.type('INCR a\r').play(300)
    expect(after(bench.line, seq)).toEqual(future)
  })

  it('resumes from a recording, event by event, and goes on alike', () => {
    const bench = new TestBench().type('SET a 1 EX 1\r').play(400)
    for (const key of 'RPUSH l 1 2\r') bench.type(key)
    bench.play(1500)
    const again = new TestBench({ resume: bench.recording() })
    expect(again.line.events).toEqual(bench.line.events)
    expect(again.line.now).toBe(bench.line.now)
    expect(again.recording()).toEqual(bench.recording())
    expect(again.play(900).type('LRANGE l 0 -1\r').line).toEqual(bench.play(900).type('LRANGE l 0 -1\r').line)
  })

  it('repeats the recording of another build by its instants', () => {
    const bench = new TestBench().type('SET a 1\r').play(400).type('APPEND a 2\r')
    const shifted = bench.recording().inputs.map((each) => ({ ...each, step: each.step + 7 }))
    const again = new TestBench({ resume: { ...bench.recording(), engine: 'another', inputs: shifted } })
    again.type('GET a\r')
    expect(again.screen()).toContain('"12"')
  })

  it('refuses a recording that this build would not have made', () => {
    const bench = new TestBench().type('SET a 1\r').play(400).type('APPEND a 2\r')
    const wrong = bench
      .recording()
      .inputs.map((each, i) => (i === 0 ? each : { ...each, step: each.step + 7 }))
    expect(() => new TestBench({ resume: { ...bench.recording(), inputs: wrong } })).toThrow(/ahead|rest/)
  })

  it('tells how far a long rebuild is, and takes what was asked meanwhile afterwards', () => {
    const long = new TestBench().play(900_000)
    const resume = { ...long.type('SET a 1\r').recording() }
    const bench = new TestBench({ resume })
    const steps = bench.all('rebuilding')
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.at(-1)!.done).toBe(steps.at(-1)!.of)
    expect(bench.line.events).toEqual(long.line.events)
  })

  it('starts again at the first instant and keeps the branch one step away', () => {
    const bench = new TestBench().type('SET a 1\r')
    const first = bench.branch
    bench.ask({ kind: 'reset' }).type('GET a\r')
    expect(bench.screen()).toContain('(nil)')
    bench.ask({ kind: 'branch', id: first }).type('GET a\r')
    expect(bench.screen()).toContain('"1"')
  })

  it('keeps a bounded number of branches, none of them untouched', () => {
    const bench = new TestBench()
    for (let i = 0; i < 5; i++) bench.ask({ kind: 'reset' })
    expect(bench.last('branch')!.branches).toHaveLength(1)
    for (let i = 0; i < 12; i++) bench.type('PING\r').ask({ kind: 'reset' })
    expect(bench.last('branch')!.branches.length).toBeLessThanOrEqual(8)
  })
})

describe('faults and terminals', () => {
  it('a power cut empties memory; the server starts again', () => {
    const bench = new TestBench()
      .type('SET a 1\r')
      .ask({ kind: 'input', input: { kind: 'power', host: 'server' } })
    expect(bench.last('events')!.servers[0]).toMatchObject({ alive: false, keys: 0 })
    bench.ask({ kind: 'input', input: { kind: 'restart', process: 'redis-6379' } }).type('GET a\r')
    expect(bench.screen()).toContain('Error: Server closed the connection\nnot connected> ')
    bench.type('GET a\r')
    expect(bench.screen()).toContain('(nil)')
    expect(bench.last('events')!.servers[0]).toMatchObject({ alive: true })
  })

  it('a terminal whose program ended says so and starts it again on Enter', () => {
    const bench = new TestBench().type('QUIT\r')
    expect(bench.last('events')!.idle).toEqual(['cli-1'])
    bench.type('x')
    expect(bench.last('events')!.idle).toEqual(['cli-1'])
    bench.type('\r').type('PING\r')
    expect(bench.last('events')!.idle).toEqual([])
    expect(bench.screen()).toContain('PONG')
  })

  it('opens more terminals', () => {
    const bench = new TestBench().ask({
      kind: 'input',
      input: { kind: 'open', terminal: 'cli-2', host: 'server', program: 'redis-cli', argv: ['-n', '3'] },
    })
    expect(bench.screen('cli-2')).toBe('127.0.0.1:6379[3]> ')
    expect(bench.type('SET x 1\r', 'cli-2').last('events')!.servers[0]!.clients).toBe(2)
  })
})

describe('exercises', () => {
  it('are checked as soon as the world changes, however it came to', () => {
    const bench = new TestBench({ lesson })
    expect(goal(bench, 'two')).toEqual([{ id: 'two', met: false, now: both('not yet') }])
    bench.type('SET a 1\r')
    expect(goal(bench, 'two')![0]!.met).toBe(false)
    bench.type('INCR a\r')
    expect(goal(bench, 'two')).toEqual([{ id: 'two', met: true }])
    bench.type('DEL a\r')
    expect(goal(bench, 'two')![0]!.met).toBe(false)
  })

  it('remember events of their own past only, also after a fork', () => {
    const bench = new TestBench({ lesson }).type('SET x 1\r').type('SET x 1\r').play(100)
    const [at, seq] = [bench.line.now, bench.line.events.length]
    bench.type('SET x 1\r')
    expect(goal(bench, 'counted')![0]!.met).toBe(true)
    bench.ask({ kind: 'fork', at, seq })
    expect(goal(bench, 'counted')![0]!.met).toBe(false)
    bench.type('SET x 1\r')
    expect(goal(bench, 'counted')![0]!.met).toBe(true)
  })

  it('with a setup run in a world of their own', () => {
    const bench = new TestBench({ lesson })
    expect(goal(bench, 'own')).toBeUndefined()
    bench.ask({ kind: 'exercise', id: 'own' })
    expect(bench.screen()).toContain('SET b 1')
    expect(goal(bench, 'own')![0]!.met).toBe(false)
    expect(bench.recording().exercise).toBe('own')
    bench.ask({ kind: 'solve', id: 'own' })
    expect(goal(bench, 'own')![0]!.met).toBe(true)
    const again = new TestBench({ lesson, resume: bench.recording() })
    expect(goal(again, 'own')![0]!.met).toBe(true)
  })
})

describe('predictions', () => {
  it('play their stretch and say what happened, from which instant on', () => {
    const bench = new TestBench({ lesson }).ask({ kind: 'predict', id: 'guess' })
    const outcome = bench.last('outcome')!
    expect(outcome).toMatchObject({ prediction: 'guess', option: 'two', because: both('INCR adds one.') })
    expect(outcome.from).toBeGreaterThan(LESSON_EPOCH)
    expect(bench.line.now).toBeGreaterThanOrEqual(outcome.from + 500_000)
    const incr = bench.line.events.find((e) => e.type === 'command' && e.name === 'incr')!
    expect(incr.at).toBeGreaterThanOrEqual(outcome.from)
  })

  it('meet no exercise by themselves, but what the learner does there counts', () => {
    const bench = new TestBench({ lesson }).ask({ kind: 'predict', id: 'guess' })
    expect(goal(bench, 'two')![0]!.met).toBe(false)
    bench.type('SET z 1\r')
    expect(goal(bench, 'two')![0]!.met).toBe(true)
  })

  it('play to the end even when the page pauses', () => {
    const bench = new TestBench({ lesson })
    bench.player.receive({ kind: 'predict', id: 'guess' })
    bench.player.receive({ kind: 'pause' })
    bench.rest()
    expect(bench.last('outcome')?.option).toBe('two')
  })
})
