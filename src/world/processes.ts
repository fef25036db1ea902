/** How processes of a world begin, multiply and end. */
import type { Process, ProcessInfo, Signal, SpawnOptions, System } from './process.ts'
import type { ProcessRecord } from './records.ts'
import { ProcessSystem } from './system.ts'
import type { World } from './world.ts'

/** How a process of a world begins. */
export interface SpawnPlan {
  readonly host: string
  readonly program: string
  readonly argv?: readonly string[]
  readonly name?: string
  readonly terminal?: string
  readonly parent?: number
  readonly outputToParent?: boolean
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Starts a program. Throws when the registry doesn't know it. `name` must be free among living processes;
 * without one it is the program's name and the pid.
 */
export const spawn = (world: World, options: SpawnPlan): ProcessRecord => {
  const program = world.programs[options.program]
  if (program === undefined) throw new Error(`No program named ${options.program} in this world.`)
  const pid = world.nextPid++
  world.host(options.host)
  const record: ProcessRecord = {
    pid,
    name: options.name ?? `${options.program}.${pid}`,
    host: options.host,
    program: options.program,
    argv: options.argv ?? [],
    started: world.now,
    environment: options.environment ?? {},
    input: options.input,
    terminal: options.terminal,
    parent: options.parent,
    outputToParent: options.outputToParent ?? false,
    process: undefined,
    alive: true,
    memory: 0,
    accrued: 0,
    worked: 0,
    busyUntil: world.now,
    stopped: false,
    held: [],
    title: undefined,
  }
  register(world, record)
  if (program.late !== true) record.process = create(world, record)
  world.schedule(world.now, pid, 'start', null)
  return record
}

const register = (world: World, record: ProcessRecord): void => {
  const { pid, name, argv } = record
  world.processes.set(pid, record)
  world.byName.set(name, record)
  world.emit('', { type: 'process.started', name, pid, argv })
}

export const create = (world: World, record: ProcessRecord): Process => {
  return world.programs[record.program]!.create(new ProcessSystem(world, record), record.argv)
}

/** fork(2): see `System.fork`. */
export const fork = (
  world: World,
  parent: ProcessRecord,
  name: string,
  create: (system: System) => Process,
): number | undefined => {
  const { ram, overcommit } = world.host(parent.host).machine
  const free = ram - memoryOf(world, parent.host)
  if (overcommit !== 1 && parent.memory > free) return undefined
  const pid = world.nextPid++
  const at = world.now + parent.accrued
  const own = { pid, name, parent: parent.pid, started: at, alive: true, stopped: false, held: [] }
  const idle = { memory: 0, accrued: 0, worked: 0, busyUntil: at, process: undefined }
  const record: ProcessRecord = { ...parent, ...own, ...idle }
  register(world, record)
  record.process = create(new ProcessSystem(world, record))
  world.schedule(at, pid, 'start', null)
  return pid
}

/** Bytes that the processes of a host hold. */
const memoryOf = (world: World, host: string): number => {
  let bytes = 0
  for (const record of world.processes.values()) if (record.host === host) bytes += record.memory
  return bytes
}

/** A process holds so many bytes now. When the host's RAM is exceeded its kernel kills who holds most. */
export const holdMemory = (world: World, record: ProcessRecord, bytes: number): void => {
  const grows = bytes > record.memory
  record.memory = bytes
  if (!grows || memoryOf(world, record.host) <= world.host(record.host).machine.ram) return
  const here = [...world.processes.values()].filter(({ host }) => host === record.host)
  const victim = here.reduce((most, other) => (other.memory > most.memory ? other : most))
  const { pid, name, memory, host } = victim
  world.emit('', { type: 'memory.exhausted', host, pid, name, memory })
  world.writeConsole(
    victim,
    `Out of memory: Killed process ${pid} (${name}) anon-rss:${Math.round(memory / 1024)}kB\r\n`,
  )
  end(world, victim, 137, 'killed')
}

export const spawnChild = (
  world: World,
  parent: ProcessRecord,
  program: string,
  argv: readonly string[],
  options: SpawnOptions,
): number | undefined => {
  if (world.programs[program] === undefined) return undefined
  const child = spawn(world, {
    host: parent.host,
    program,
    argv,
    name: options.name,
    terminal: parent.terminal,
    parent: parent.pid,
    outputToParent: options.output === 'parent',
    input: options.input,
    environment: { ...parent.environment, ...options.environment },
  })
  // A daemon has let go of its terminal before it had the keys.
  if (options.foreground && child.alive && child.terminal !== undefined) {
    world.terminals.get(child.terminal)?.foreground.push(child.pid)
  }
  return child.pid
}

export const processesOf = (world: World, host: string): ProcessInfo[] => {
  return [...world.processes.values()].filter((p) => p.alive && p.host === host)
}

/** Goes on without terminal; the parent sees it end with code 0. */
export const detach = (world: World, record: ProcessRecord): void => {
  leaveTerminal(world, record)
  record.terminal = undefined
  record.outputToParent = false
  if (record.parent !== undefined)
    world.schedule(world.now + record.accrued, record.parent, 'exit', [record.pid, 0])
  record.parent = undefined
}

const leaveTerminal = (world: World, record: ProcessRecord): void => {
  const terminal = record.terminal === undefined ? undefined : world.terminals.get(record.terminal)
  if (terminal !== undefined) terminal.foreground = terminal.foreground.filter((pid) => pid !== record.pid)
}

/** Sends a signal; KILL, STOP and CONT act at once. False when there is no such living process. */
export const sendSignal = (world: World, pid: number, signal: Signal): boolean => {
  const record = world.processes.get(pid)
  if (record === undefined || !record.alive) return false
  if (signal === 'KILL') end(world, record, 137, 'killed')
  else if (signal === 'STOP') record.stopped = true
  else if (signal === 'CONT') resume(world, record)
  else world.schedule(world.now, pid, 'signal', [signal])
  return true
}

const resume = (world: World, record: ProcessRecord): void => {
  record.stopped = false
  const held = record.held
  record.held = []
  // Each keeps its due time: the order must not depend on whether it was set aside already.
  for (const event of held) world.queue.push(event)
}

/** Ends a process: its ports are free, its peers see their connections closed. */
export const end = (
  world: World,
  record: ProcessRecord,
  code: number,
  how: 'exit' | 'killed' | 'power',
): void => {
  if (!record.alive) return
  record.alive = false
  const at = world.now + (how === 'exit' ? record.accrued : 0)
  const { ports } = world.host(record.host)
  for (const [port, pid] of [...ports]) if (pid === record.pid) ports.delete(port)
  for (const end of [...world.connections.network.ends.values()])
    if (end.pid === record.pid) world.connections.close(end.id, at)
  leaveTerminal(world, record)
  world.queue.removeAll((event) => event.pid === record.pid && event.kind !== 'accept')
  if (record.parent !== undefined) world.schedule(at, record.parent, 'exit', [record.pid, code])
  world.processes.delete(record.pid)
  world.emit('', { type: 'process.ended', name: record.name, pid: record.pid, code, how })
  world.outside?.ended?.(record.name, code)
}
