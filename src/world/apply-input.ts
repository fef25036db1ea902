/** What each input does to a world. */
import { edited } from './inputs.ts'
import type { Input } from './inputs.ts'
import { end } from './processes.ts'
import type { World } from './world.ts'

export const applyInput = (world: World, input: Input): void => {
  switch (input.kind) {
    case 'type': {
      const pid = world.terminals.get(input.terminal)?.foreground.at(-1)
      if (pid !== undefined) world.schedule(world.now, pid, 'input', [input.data])
      return
    }
    case 'resize':
      return resize(world, input.terminal, input.columns, input.rows)
    case 'open': {
      const terminal = world.openTerminal(input.terminal)
      const { pid } = world.spawn({
        host: input.host,
        program: input.program,
        argv: input.argv,
        terminal: input.terminal,
      })
      terminal.foreground.push(pid)
      return
    }
    case 'signal': {
      const record = world.byName.get(input.process)
      if (record !== undefined) world.signal(record.pid, input.signal)
      return
    }
    case 'power':
      return cutPower(world, input.host)
    case 'restart': {
      const old = world.byName.get(input.process)
      if (old !== undefined && !old.alive) {
        world.spawn({ host: old.host, program: old.program, argv: old.argv, name: old.name })
      }
      return
    }
    case 'spawn':
      world.spawn(input)
      return
    case 'save':
      return saveFile(world, input.host, input.path, input.data)
    case 'patch': {
      const old = world.host(input.host).disk.read(input.path) ?? ''
      return saveFile(world, input.host, input.path, edited(old, input.edits))
    }
    case 'link':
      return world.connections.setRule(input.from, input.to, input)
    case 'disk':
      return setDisk(world, input)
    case 'machine': {
      const host = world.host(input.host)
      host.machine = { ...host.machine, ...input.settings }
      world.emit('', { type: 'machine.set', host: host.name, ...host.machine })
    }
  }
}

const resize = (world: World, id: string, columns: number, rows: number): void => {
  const terminal = world.terminals.get(id)
  if (terminal === undefined) return
  terminal.columns = columns
  terminal.rows = rows
  for (const pid of terminal.foreground) world.schedule(world.now, pid, 'resize', [columns, rows])
}

/** Every process of the host but the interactive programs dies; the disk keeps what was fsynced. */
/** Every process of the host but the interactive ones ends at once, and its disk keeps only what was synced. */
export const cutPower = (world: World, host: string): void => {
  for (const record of [...world.processes.values()]) {
    if (record.host === host && world.programs[record.program]?.interactive !== true)
      end(world, record, 137, 'power')
  }
  world.host(host).disk.losePending()
  world.emit('', { type: 'power.cut', host })
}

const saveFile = (world: World, host: string, path: string, data: string): void => {
  const { disk } = world.host(host)
  for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1))
    disk.mkdir(path.slice(0, slash))
  disk.write(path, data)
  disk.fsync(path)
  world.emit('', { type: 'file.saved', host, path })
}

const setDisk = (world: World, { host, fault, timing }: Extract<Input, { kind: 'disk' }>): void => {
  const { disk } = world.host(host)
  disk.fault = fault
  if (timing !== undefined) disk.timing = { ...disk.timing, ...timing }
  world.emit('', { type: 'disk.set', host, fault, ...disk.timing })
}
