/** Code that comes late: the same world, whether a part was loaded before it began or in the middle of it. */
import { describe, expect, it } from 'vitest'
import { Player } from '../../src/host/player.ts'
import type { WorkerMessage } from '../../src/host/messages.ts'
import { serverProgram } from '../../src/programs/compose-server.ts'
import { redisServer } from '../../src/programs/redis-server.ts'
import { composeParts, declarationData, partOf } from '../../src/redis/command/part.ts'
import { CommandTable } from '../../src/redis/command/table.ts'
import { commands } from '../../src/redis/commands/index.ts'
import { partNameOf, partNames, partNeeds } from '../../src/redis/commands/parts.ts'
import { scenarioFiles } from '../../src/host/scenarios.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { programs as nodePrograms } from '../../src/scenarios/programs.ts'
import { persistenceCode } from '../../src/redis/persistence/all.ts'
import type { PersistenceCode } from '../../src/redis/persistence/code.ts'
import { codePart } from '../../src/world/code-part.ts'
import { redisCli } from '../../src/tools/redis-cli/program.ts'
import { shellWith } from '../../src/tools/shell/compose.ts'
import { shellTools } from '../../src/tools/shell/tools.ts'
import type { ShellTools } from '../../src/tools/shell/tools.ts'
import type { PartMissing, Program } from '../../src/world/process.ts'
import { World } from '../../src/world/world.ts'
import { scenario } from './bench.ts'

const belongingTo = (part: string) => commands.filter((each) => partNameOf(each) === part)

/** A redis-server whose parts come when they are asked for, and what has come so far. */
const late = () => {
  const parts = partNames.map((name) => {
    const data = JSON.stringify(belongingTo(name).map(declarationData))
    return partOf(name, JSON.parse(data))
  })
  const early = commands.filter((each) => partNameOf(each) === undefined)
  const table = new CommandTable([...early, ...parts.flatMap((part) => part.commands)])
  const loaded: string[] = []
  const files = codePart<PersistenceCode>('persistence')
  const load = (name: string) => {
    loaded.push(name)
    parts.find((part) => part.name === name)!.load(belongingTo(name))
    if (name === files.name) files.load(persistenceCode)
  }
  const composition = Object.freeze({ commands: table, files, parts: composeParts(parts, partNeeds) })
  return { program: serverProgram(composition), table, load, loaded }
}

const play = (server: Program, lines: readonly string[], load: (name: string) => void) => {
  const said: WorkerMessage[] = []
  const programs = { ...nodePrograms, 'redis-server': server }
  const player = new Player(
    { kind: 'start', scenario: 'test', seed: '1' },
    { scenario: () => ({ ...scenario, programs }), lesson: undefined },
    (message) => said.push(message),
  )
  player.receive({ kind: 'run', lines })
  for (let turn = 0; turn < 10_000 && (player.busy || player.lacks !== undefined); turn++) {
    if (player.lacks !== undefined) {
      load(player.lacks)
      player.supplied()
    }
    player.turn(16)
  }
  return said.flatMap((message) => ('events' in message ? message.events : []))
}

const none = (name: string) => {
  throw new Error(`Nobody asked for ${name}.`)
}

describe('the commands of a table in parts', () => {
  it('are declared as they are with their code', () => {
    const whole = new CommandTable(commands).all
    const { table } = late()
    const data = (list: typeof whole) =>
      JSON.parse(JSON.stringify(list, (name, value) => (name === 'ordinal' ? undefined : value)))
    expect(data(table.all)).toEqual(data(whole))
    const has = (list: typeof whole) =>
      list.map((c) => [c.fullName, c.run !== undefined, c.getKeys !== undefined])
    expect(has(table.all)).toEqual(has(whole))
  })
})

describe('a world whose server lacks code', () => {
  const lines = [
    'SET a 1',
    'XADD log * field value',
    'GET a',
    'MULTI',
    'PFADD visitors ann ben',
    "EVAL \"return redis.call('geo' .. 'add', 'places', 127, 37, 'seoul')\" 0",
    'EXEC',
    'GEOPOS places seoul',
    'CONFIG GET maxmemory',
  ]

  it('waits for it before the event that needs it, and tells the same', () => {
    const { program, load, loaded } = late()
    expect(play(program, lines, load)).toEqual(play(redisServer, lines, none))
    expect(loaded.slice(0, 2)).toEqual(['stream', 'seldom'])
    expect([...loaded].sort()).toEqual([...partNames].sort())
  })

  it('loads nothing that was not asked for', () => {
    const { program, loaded, load } = late()
    play(program, ['SET words "reveal medieval"', 'APPEND words s', 'INCR n'], load)
    expect(loaded).toEqual([])
  })
})

describe('what a query may ask for', () => {
  const { lacking } = composeParts([partOf('stream', belongingTo('stream').map(declarationData))], {})

  it('is a name in any case, also with escaped letters', () => {
    expect(lacking('*1\r\n$4\r\nXAdd\r\n')).toBe('stream')
    expect(lacking('"\\x58add" log')).toBe('stream')
    expect(lacking('SET relaxadded 1')).toBeUndefined()
  })
})

describe('the scenarios a worker can load', () => {
  it('are all there are', () => {
    expect(scenarioFiles.flatMap(([ids]) => ids).sort()).toEqual(Object.keys(scenarios).sort())
  })
})

describe('a shell without its tools', () => {
  const typed = (keys: readonly string[], load: boolean) => {
    const tools = codePart<ShellTools>('shell', load ? shellTools : undefined)
    const world = new World({
      seed: 's',
      epoch: scenario.epoch,
      programs: { sh: shellWith(tools), 'redis-cli': redisCli },
    })
    world.tracing = true
    world.openTerminal('t').foreground.push(world.spawn({ host: 'h', program: 'sh', terminal: 't' }).pid)
    const lacked: string[] = []
    for (const data of keys) {
      world.input({ kind: 'type', terminal: 't', data })
      while (!world.quiet) {
        try {
          world.step()
        } catch (error) {
          lacked.push((error as PartMissing).part)
          tools.load(shellTools)
        }
      }
    }
    return { lacked, events: world.takeTrace() }
  }

  it('starts a program by its name', () => {
    const keys = [...'redis-cli --version', '\r']
    expect(typed(keys, false)).toEqual({ lacked: [], events: typed(keys, true).events })
  })

  it.each([
    ['ls', ['ls', '\r']],
    ['a pipe', ['redis-cli --version | cat\r']],
    ['a key of the editor', ['redis-cli', '\x01']],
    ['a line put together at another place', ['--version', '\x1b[H', 'redis-cli \r']],
  ])('waits for them before %s', (_, keys) => {
    const { lacked, events } = typed(keys, false)
    expect(lacked).toEqual(['shell'])
    expect(events).toEqual(typed(keys, true).events)
  })
})
