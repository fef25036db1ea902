/** Programs that use everything a world offers, for tests of the world itself. */
import type { ConnectionId, Plain, Process, Program, System } from '../../src/world/process.ts'
import { World } from '../../src/world/world.ts'

/** Answers every message with what it counted, after some work, and writes a file. */
class Echo implements Process {
  readonly system: System
  seen = 0

  constructor(system: System) {
    this.system = system
  }

  start(): void {
    this.system.listen(7000)
    this.system.setTimer(5000, 'tick')
  }

  onTimer(): void {
    this.system.disk.append('log', `${this.seen}\n`)
    if (this.seen % 3 === 0) this.system.disk.fsync('log')
    this.system.emit({ type: 'echo.tick', seen: this.seen })
    this.system.setTimer(5000, 'tick')
  }

  onData(connection: ConnectionId, data: string): void {
    this.seen += data.length
    this.system.work(this.system.random.below(300))
    this.system.send(connection, `${this.seen}:${data}`)
    this.system.emit({ type: 'echo.heard', data })
  }
}

/** Talks to the echo at random instants; repeats what is typed. */
class Talker implements Process {
  readonly system: System
  connection = 0
  heard: string[] = []

  constructor(system: System) {
    this.system = system
  }

  start(): void {
    this.connection = this.system.connect('hall', 7000)
  }

  onConnected(): void {
    this.system.setTimer(this.system.random.below(2000), 'talk', 0)
  }

  onConnectFailed(_connection: ConnectionId, why: string): void {
    this.system.emit({ type: 'talker.failed', why })
    this.system.setTimer(10_000, 'again')
  }

  onClose(): void {
    this.system.emit({ type: 'talker.closed' })
    this.system.setTimer(10_000, 'again')
  }

  onTimer(kind: string, args: Plain): void {
    if (kind === 'again') {
      this.connection = this.system.connect('hall', 7000)
      return
    }
    this.system.send(this.connection, `n${String(args)}`)
    this.system.setTimer(this.system.random.below(3000), 'talk', (args as number) + 1)
  }

  onData(_connection: ConnectionId, data: string): void {
    this.heard.push(data)
    this.system.emit({ type: 'talker.heard', data })
  }

  onInput(data: string): void {
    this.system.write(data)
    this.system.send(this.connection, data)
  }
}

export const programs: Record<string, Program> = {
  echo: { name: 'echo', create: (system) => new Echo(system) },
  talker: { name: 'talker', create: (system) => new Talker(system), interactive: true },
}

/** An echo on one host and talkers on others, the first one at a terminal. */
export const chatter = (seed: string, talkers = 3): World => {
  const world = new World({ seed, epoch: 1_000_000_000_000, programs })
  world.tracing = true
  world.spawn({ host: 'hall', program: 'echo', name: 'echo' })
  world.openTerminal('t')
  for (let i = 0; i < talkers; i++) {
    const record = world.spawn({
      host: `home${i}`,
      program: 'talker',
      name: `talker${i}`,
      terminal: i === 0 ? 't' : undefined,
    })
    if (i === 0) world.terminals.get('t')!.foreground.push(record.pid)
  }
  return world
}
