import { describe, expect, it } from 'vitest'
import { buildWorld, runUntilQuiet } from '../../src/exercises/run.ts'
import { CONF, configured } from '../../src/scenarios/configured.ts'
import { HOST, SERVER } from '../../src/scenarios/standalone.ts'

describe('a server that is started again with a wrong file', () => {
  it('says why on the machine’s console and in the log, and is gone', () => {
    const world = buildWorld(configured, 'seed')
    world.takeTrace()
    const act = (input: Parameters<typeof world.input>[0]) => {
      world.input(input)
      runUntilQuiet(world)
    }
    act({ kind: 'save', host: HOST, path: CONF, data: 'port 6379\nmaxmemoryy 5\n' })
    act({ kind: 'signal', process: SERVER, signal: 'TERM' })
    // It ends at its next tick.
    world.runUntil(world.now + 200_000)
    act({ kind: 'restart', process: SERVER })
    const events = world.takeTrace()
    const printed = events.flatMap((e) => (e.type === 'terminal.output' ? [e.data as string] : [])).join('')
    const logged = events.flatMap((e) => (e.type === 'server.log' ? [e.line as string] : []))
    const fatal = [
      '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
      'Reading the configuration file, at line 2',
      ">>> 'maxmemoryy 5'",
      'Bad directive or wrong number of arguments',
    ]
    expect(printed).toContain(`\n${fatal.join('\n')}\n`)
    expect(logged.slice(-4)).toEqual(fatal)
    expect(world.byName.get(SERVER)!.alive).toBe(false)
  })
})
