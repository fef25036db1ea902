import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../src/bytes/utf8.ts'
import type { LessonExercises } from '../../src/exercises/exercise.ts'
import type { WorldView } from '../../src/exercises/view.ts'
import { page, setPrediction } from '../../src/lab/components/page-store.ts'
import { clients } from '../../src/scenarios/standalone.ts'
import { LiveBench } from './live-bench.ts'

const SECOND = 1_000_000

describe('a bench that was just opened', () => {
  it('is ready, at its start, and stands still', () => {
    const bench = new LiveBench()
    expect(bench.store.status.value).toBe('ready')
    const at = bench.store.now.value
    bench.pass(500)
    expect(bench.store.now.value).toBe(at)
    expect(bench.screen).toMatch(/127\.0\.0\.1:6379> $/)
    expect(bench.store.branches.value.map((branch) => branch.name)).toEqual(['A'])
    expect(bench.store.facts.value).toEqual([
      { id: 'keys', label: 'keys', value: '0' },
      { id: 'clients', label: 'clients', value: '1' },
    ])
  })

  it('runs live as soon as somebody types, one virtual second a second', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(32)
    expect(bench.store.playing.value).toBe(true)
    expect(bench.screen).toContain('OK')
    expect(bench.keys).toEqual(['a'])
    expect(bench.store.caption.value).toMatchObject({ event: 'SET', say: 'a holds 1 as int.' })
    expect(bench.store.facts.value[0]!.value).toBe('1')
    const at = bench.store.now.value
    bench.pass(1600)
    expect(bench.store.now.value - at).toBeGreaterThan(1.5 * SECOND)
    expect(bench.store.now.value - at).toBeLessThan(1.7 * SECOND)
  })

  it('answers while time is stopped, and then stands still again', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle().type('SET a 1\r')
    expect(bench.store.playing.value).toBe(false)
    expect(bench.screen).toContain('OK')
    const at = bench.store.now.value
    bench.pass(500)
    expect(bench.store.now.value).toBe(at)
  })

  it('says so when a command waits for time', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle().type('BLPOP q 1\r')
    expect(bench.store.notice.value).toContain('waits')
    bench.controller.play()
    bench.pass(1500)
    expect(bench.screen).toContain('(nil)')
  })
})

describe('a tab out of sight', () => {
  it('stands still, and goes on when it is seen again', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(100)
    bench.controller.hide(true)
    bench.settle()
    const at = bench.store.now.value
    bench.pass(5000)
    expect([bench.store.now.value, bench.store.playing.value]).toEqual([at, false])
    bench.controller.hide(false)
    bench.pass(500)
    expect(bench.store.now.value).toBeGreaterThan(at)
  })
})

describe('looking back', () => {
  const story = () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle()
    for (const line of ['SET a 1', 'SET b 2', 'DEL a']) bench.type(`${line}\r`)
    return bench
  }

  it('steps back and forward by what happened', () => {
    const bench = story()
    const said = () => bench.store.caption.value.event
    expect(said()).toBe('DEL')
    bench.controller.stepBack()
    expect(said()).toBe('DEL')
    expect(bench.screen.split('OK')).toHaveLength(3)
    bench.controller.stepBack()
    expect([said(), bench.keys]).toEqual(['SET', ['a', 'b']])
    bench.controller.stepBack()
    expect([said(), bench.keys]).toEqual(['SET', ['a']])
    expect(bench.store.facts.value[0]!.value).toBe('1')
    expect(bench.screen.split('OK')).toHaveLength(1)
    bench.controller.step()
    expect(bench.keys).toEqual(['a', 'b'])
    bench.controller.step()
    expect([said(), bench.keys]).toEqual(['DEL', ['b']])
    bench.controller.seek(0)
    expect(bench.keys).toEqual([])
    expect(bench.screen).toMatch(/127\.0\.0\.1:6379> $/)
    expect(bench.store.known.value).toBeGreaterThan(bench.store.now.value)
  })

  it('plays what is known again and then goes on live', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(1000)
    bench.controller.pause()
    bench.settle()
    const end = bench.store.known.value
    const events = bench.session.line.count
    bench.controller.seek(0)
    expect(bench.keys).toEqual([])
    bench.controller.play()
    bench.pass(500)
    expect(bench.session.live).toBe(false)
    expect(bench.keys).toEqual(['a'])
    expect(bench.session.line.count).toBe(events)
    bench.pass(1000)
    expect(bench.session.live).toBe(true)
    expect(bench.store.known.value).toBeGreaterThan(end)
  })

  it('makes a branch when something is done there, and says so', () => {
    const bench = story()
    bench.controller.stepBack()
    bench.controller.stepBack()
    bench.type('GET a\r')
    expect(bench.store.branches.value.map((branch) => branch.name)).toEqual(['A', 'B'])
    expect(bench.store.notice.value).toMatch(/^New branch B from 0\.000\d*\u2009s\. A is kept\.$/)
    expect(bench.screen).toContain('"1"')
    expect(bench.keys).toEqual(['a', 'b'])
    bench.controller.chooseBranch(bench.store.branches.value[0]!.id)
    bench.settle()
    bench.controller.seek(Infinity)
    expect(bench.keys).toEqual(['b'])
    bench.type('EXISTS a\r')
    expect(bench.screen).toContain('(integer) 0')
    expect(bench.store.branches.value).toHaveLength(2)
  })

  it('faults in the past make a branch too', () => {
    const bench = story()
    bench.controller.stepBack()
    bench.controller.stepBack()
    bench.controller.fault('cut-power')
    bench.settle()
    expect(bench.store.branches.value).toHaveLength(2)
    expect(bench.store.faults.value.map((fault) => fault.id)).toEqual(['restart'])
    bench.controller.fault('restart')
    bench.settle()
    expect(bench.store.faults.value.map((fault) => fault.id)).toEqual(['cut-power'])
    expect(bench.keys).toEqual([])
  })
})

describe('steps into the future', () => {
  it('stop at the next thing worth telling, at most a second on', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle().type('SET a 1 PX 400\r')
    const at = bench.store.now.value
    bench.controller.step()
    bench.settle()
    expect(bench.store.caption.value.say).toContain('ran out')
    expect(bench.store.now.value - at).toBeGreaterThan(0.3 * SECOND)
    const then = bench.store.now.value
    bench.controller.seek(Infinity)
    bench.controller.step()
    bench.settle()
    expect(bench.store.now.value - then).toBeLessThanOrEqual(1.1 * SECOND)
    expect(bench.store.now.value - then).toBeGreaterThan(0.5 * SECOND)
  })

  it('go event by event when play is set so', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle()
    for (const line of ['SET a 1', 'SET b 2']) bench.type(`${line}\r`)
    bench.controller.setSpeed('event')
    bench.controller.seek(0)
    bench.controller.play()
    bench.pass(32)
    expect(bench.keys).toEqual(['a'])
    bench.pass(900)
    expect(bench.keys).toEqual(['a', 'b'])
  })
})

describe('starting again', () => {
  it('goes to the first instant; the branch comes back when it is undone', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(100)
    bench.controller.reset()
    bench.settle()
    expect([bench.keys, bench.store.playing.value, bench.store.canUndoReset.value]).toEqual([[], false, true])
    bench.controller.undoReset()
    bench.settle()
    bench.controller.seek(Infinity)
    expect([bench.keys, bench.store.canUndoReset.value]).toEqual([['a'], false])
    bench.controller.reset()
    bench.pass(11_000)
    expect(bench.store.canUndoReset.value).toBe(false)
  })
})

describe('what is kept', () => {
  it('opens again where it was left, from the branch that was shown', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(300).type('APPEND a 2\r').pass(300)
    const again = new LiveBench({ resume: bench.session.recording('end') })
    expect(again.keys).toEqual(['a'])
    expect(again.screen).toBe(bench.screen)
    expect(again.store.now.value).toBe(bench.store.known.value)
    expect(again.session.recording('end')).toEqual(bench.session.recording('end'))
  })

  it('of a moment in the past holds what was done until then', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle()
    for (const line of ['SET a 1', 'SET b 2', 'SET c 3']) bench.type(`${line}\r`)
    bench.controller.stepBack()
    bench.controller.stepBack()
    expect(bench.keys).toEqual(['a', 'b'])
    const moment = new LiveBench({ resume: bench.session.recording('shown') })
    expect(moment.keys).toEqual(['a', 'b'])
    expect(moment.store.now.value).toBe(bench.store.now.value)
  })

  it('that cannot be repeated is refused', () => {
    const recording = new LiveBench().type('SET a 1\r').pass(100).session.recording('end')
    const inputs = recording.inputs.map((each) => ({ ...each, step: each.step + 3 }))
    const bench = new LiveBench({ resume: { ...recording, inputs } })
    expect(bench.refused).toBe(1)
  })
})

describe('a fault of the simulation', () => {
  it('is told, reported with seed and inputs, and undone by one step back', () => {
    const bench = new LiveBench().type('SET a 1\r').pass(100)
    bench.fails = true
    bench.type('SET b 2\r').pass(50)
    expect([bench.store.status.value, bench.store.playing.value]).toEqual(['failed', false])
    expect(JSON.parse(bench.controller.report())).toMatchObject({ scenario: 'standalone', seed: '1' })
    bench.controller.stepBack()
    bench.settle()
    expect(bench.store.status.value).toBe('ready')
    bench.controller.pause()
    bench.type('GET a\r')
    expect(bench.store.status.value).toBe('ready')
  })
})

const both = (text: string) => ({ en: text, ko: text })

/** More commands than a few seconds have room for, one by one. */
const CROWD = 1000

const lesson: LessonExercises = {
  exercises: [
    {
      id: 'two',
      title: both('two'),
      task: both('two'),
      scenario: 'standalone',
      goals: [{ id: 'a', text: both('a is 2'), test: (world) => world.text('a') === '2' }],
      hints: [both('1'), both('2'), both('3')],
      solution: [{ line: 'SET a 2' }],
      wrong: [{ line: 'SET a 1' }],
    },
  ],
  predictions: [
    {
      id: 'guess',
      question: both('?'),
      options: [
        { id: 'gone', text: both('gone') },
        { id: 'there', text: both('there') },
      ],
      scenario: 'standalone',
      setup: [{ line: 'SET a 1 EX 3' }],
      play: [{ wait: 4000 }],
      outcome: (world) => (world.entry('a') === undefined ? 'gone' : 'there'),
      because: both('It expired.'),
    },
    ...[0, 5000].map((wait) => ({
      id: `crowd-${wait}`,
      question: both('?'),
      options: [{ id: 'all', text: both('all') }],
      scenario: 'standalone',
      play: [
        { input: clients('crowd', { turns: CROWD, steps: [{ send: ['INCR', 'crowd'] }] }) },
        { wait: wait + 500 },
      ],
      outcome: (world: WorldView) => (world.text('crowd') === String(CROWD) ? 'all' : 'some'),
      because: both('Each was counted.'),
    })),
  ],
}

describe('cards', () => {
  it('an exercise hears of its goals; its solution is played in its own world', () => {
    const bench = new LiveBench({ lesson, setup: { lesson: 'test' } })
    const met = () => page.exercises.value.get('two')?.goals[0]?.met
    expect(met()).toBe(false)
    bench.type('SET a 2\r').pass(50)
    expect(met()).toBe(true)
    bench.controller.startExercise('two')
    bench.settle()
    expect([met(), bench.keys]).toEqual([false, []])
    bench.controller.solve('two')
    bench.settle()
    expect(met()).toBe(true)
  })

  it('a prediction plays its stretch in a few seconds, then tells its outcome', () => {
    const bench = new LiveBench({ lesson, setup: { lesson: 'test' } })
    setPrediction('guess', { choice: 'there' })
    bench.controller.runPrediction('guess')
    bench.settle()
    expect(page.predictions.value.get('guess')).toEqual({ choice: 'there' })
    expect([bench.keys, bench.session.live]).toEqual([['a'], false])
    bench.pass(1000)
    expect(page.predictions.value.get('guess')!.outcome).toBeUndefined()
    bench.pass(4500)
    expect(page.predictions.value.get('guess')).toEqual({ choice: 'there', outcome: 'gone' })
    expect([bench.keys, bench.session.live, bench.store.playing.value]).toEqual([[], true, false])
  })

  it.each([0, 5000])('a crowded stretch takes no longer, be it short or long (%s ms)', (wait) => {
    const id = `crowd-${wait}`
    const bench = new LiveBench({ lesson, setup: { lesson: 'test' } })
    setPrediction(id, { choice: 'all' })
    bench.controller.runPrediction(id)
    bench.settle().pass(1000)
    expect(page.predictions.value.get(id)!.outcome).toBeUndefined()
    bench.pass(6000)
    expect(page.predictions.value.get(id)).toEqual({ choice: 'all', outcome: 'all' })
  })

  it('acting during a prediction tells its outcome at once', () => {
    const bench = new LiveBench({ lesson, setup: { lesson: 'test' } })
    setPrediction('guess', { choice: 'gone' })
    bench.controller.runPrediction('guess')
    bench.settle().pass(100).type('PING\r')
    expect(page.predictions.value.get('guess')).toEqual({ choice: 'gone', outcome: 'gone' })
  })
})

describe('typing', () => {
  it('a long paste goes in pieces, each after the answer to the one before', () => {
    const bench = new LiveBench()
    bench.controller.pause()
    bench.settle()
    bench.posted.length = 0
    const lines = Array.from({ length: 400 }, (_, i) => `RPUSH list ${i} 한글`).join('\r')
    bench.type(encodeUtf8(`${lines}\r`))
    const typed = bench.posted.filter((message) => message.kind === 'input')
    expect(typed.length).toBeGreaterThan(5)
    expect(bench.keys).toEqual(['list'])
    expect(bench.screen).toContain('(integer) 800')
  })

  it('commands from the prose leave nothing of what was half typed', () => {
    const bench = new LiveBench()
    bench.type('GE').pass(32)
    bench.controller.run(['SET a 5', 'INCR a'])
    bench.settle().pass(32)
    expect(bench.screen).toContain('(integer) 6')
    expect(bench.screen).not.toContain('ERR')
  })

  it('lines for the shell find a shell, lines for redis-cli a redis-cli, whatever runs where', () => {
    const bench = new LiveBench({ setup: { scenario: 'machine' } })
    const text = (id: string) =>
      bench.session
        .outputs(bench.session.line, id)
        .map((output) => output.data)
        .join('')
    bench.controller.run(['redis-server --daemonize yes'], 'shell')
    bench.controller.run(['SET a 1'])
    bench.controller.run(['redis-cli incr a'], 'shell')
    bench.controller.run(['INCR a'])
    for (let i = 0; i < 20; i++) bench.settle().pass(32)
    expect(text('sh-1')).toContain('OK')
    expect(text('sh-1')).toContain('(integer) 3')
    expect(text('sh-2')).toContain('(integer) 2')
  })

  it('lines for the shell open one where there is none', () => {
    const bench = new LiveBench()
    bench.controller.run(['redis-cli set a 1'], 'shell')
    for (let i = 0; i < 5; i++) bench.settle().pass(32)
    expect(bench.session.terminals.value).toHaveLength(2)
    expect(bench.keys).toEqual(['a'])
  })

  it('what a bench opens with is shown, and kept only once somebody does something', () => {
    const bench = new LiveBench()
    bench.controller.showOff(['SET greeting hello', 'INCR visits'])
    bench.settle()
    expect([bench.keys, bench.store.playing.value]).toEqual([['greeting', 'visits'], false])
    expect(bench.session.line).toMatchObject({ staged: true, acted: false })
    bench.type('PING\r')
    expect(bench.session.line.acted).toBe(true)
  })

  it('opens more terminals', () => {
    const bench = new LiveBench()
    const id = bench.controller.openTerminal('redis-cli')
    bench.settle().pass(32)
    expect(bench.session.terminals.value).toEqual(['cli-1', id])
    expect(bench.session.programOf(id)).toBe('redis-cli')
    expect(bench.store.facts.value[1]!.value).toBe('2')
  })
})
