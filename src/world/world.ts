/**
 * A deterministic universe: processes on hosts, wires between them, disks under them, terminals before
 * them, one clock and one queue. `(scenario, seed, recorded inputs)` reproduces every byte and event.
 * Nothing here knows Redis.
 */
import { fromBytes } from '../bytes/bytestrings.ts'
import { RandomStream } from '../bytes/random.ts'
import { copyGraph } from './copy.ts'
import type { Tally } from './copy.ts'
import { Disk, WRITEBACK_PERIOD } from './disk/disk.ts'
import { edited } from './inputs.ts'
import type { Input, RecordedInput } from './inputs.ts'
import { Network } from './network/network.ts'
import type {
  ConnectFailure,
  ConnectionId,
  DiskTiming,
  DiskView,
  EventKind,
  ListenFailure,
  Machine,
  Plain,
  Process,
  ProcessInfo,
  Program,
  Signal,
  SpawnOptions,
  System,
  TimerId,
} from './process.ts'
import type { Scheduled } from './schedule.ts'
import { PartMissing } from './process.ts'
import { Schedule } from './schedule.ts'
import { ProcessSystem } from './system.ts'
import type { TraceEvent } from './trace.ts'

/** A machine of a lesson: 4 GiB, and a kernel set as Redis asks for. */
export const ORDINARY_MACHINE: Machine = Object.freeze({ ram: 4 * 2 ** 30, overcommit: 1, hugePages: false })

/** A large byte array crosses the world's wires in pieces of so many bytes. */
const PIECE = 1 << 20

export type Registry = Readonly<Record<string, Program>>

/** A disk as the world sees it: the simulated one, or a directory of the machine the gateway runs on. */
export interface HostDisk extends DiskView {
  fault: 'ENOSPC' | 'EIO' | undefined
  timing: DiskTiming
  /** The kernel's flusher passes: what has waited long enough in the page cache becomes durable. */
  writeBack(now: number): void
  /** Something is only in the page cache. */
  readonly isDirty: boolean
  /** Every file's path, sorted. */
  paths(): string[]
  /** Bytes that a power cut would leave of a file. */
  syncedSize(path: string): number
  /** What a power cut would leave of a file; undefined: nothing. */
  syncedData(path: string): string | undefined
  /** A power cut. */
  losePending(): void
}

export interface Host {
  readonly name: string
  readonly disk: HostDisk
  machine: Machine
  /** Which process listens where. */
  readonly ports: Map<number, number>
}

export interface Terminal {
  readonly id: string
  columns: number
  rows: number
  /** Pids, the one with the keys last. */
  foreground: number[]
}

export interface ProcessRecord {
  readonly pid: number
  readonly name: string
  readonly host: string
  readonly program: string
  readonly argv: readonly string[]
  readonly started: number
  readonly environment: Readonly<Record<string, string>>
  readonly input: string | undefined
  terminal: string | undefined
  parent: number | undefined
  outputToParent: boolean
  process: Process | undefined
  alive: boolean
  /** Bytes it said it holds; what a child shares with its parent counts once, at the parent. */
  memory: number
  /** Work charged in the running handler, virtual µs. */
  accrued: number
  /** All work ever charged, virtual µs. */
  worked: number
  /** Until when it is busy with what it was charged. */
  busyUntil: number
  /** SIGSTOP: events wait here. */
  stopped: boolean
  held: Scheduled[]
}

/** The gateway's side of connections that leave the world. */
export interface Outside {
  data(connection: ConnectionId, data: string): void
  /** The connection is closed; `drop`: at once, whatever was not passed on yet. */
  closed(connection: ConnectionId, drop?: boolean): void
  /** A large value as a byte array that will not change; without this it comes as strings. */
  bytes?(connection: ConnectionId, data: Uint8Array): void
  /** A process of the world connects to a port that is not one of the world's; `connectedOutside` tells how it went. */
  connect?(connection: ConnectionId, host: string, port: number): void
  /** Bytes handed over that it has not passed on yet. */
  unsent?(connection: ConnectionId): number
  /** A process listens on a port, or stops to; what the real machine has against it. */
  listen?(host: string, port: number, addresses: readonly string[]): ListenFailure | undefined
  unlisten?(host: string, port: number): void
  /** What a process without a terminal prints; `error`: on standard error. */
  output?(process: string, data: string, error?: boolean): void
  /** CPU time of the real process, µs. */
  cpu?(): { readonly user: number; readonly system: number }
  ended?(process: string, code: number): void
}

export interface WorldOptions {
  readonly seed: string
  /** Virtual µs since 1970 at which the world begins. */
  readonly epoch: number
  readonly programs: Registry
  /** Pid of the first process; 101 unless given. */
  readonly firstPid?: number
}

export class World {
  readonly seed: string
  readonly epoch: number
  readonly programs: Registry
  readonly random: RandomStream
  now: number
  sequence = 0
  eventSeq = 0
  steps = 0
  nextPid: number
  queue = new Schedule()
  cancelled = new Set<TimerId>()
  processes = new Map<number, ProcessRecord>()
  byName = new Map<string, ProcessRecord>()
  hosts = new Map<string, Host>()
  terminals = new Map<string, Terminal>()
  network = new Network()
  /** Messages held back by a rule, in order, by `from>to`. */
  heldMessages = new Map<string, Scheduled[]>()
  inputs: RecordedInput[] = []
  /** Whether events are collected for a watcher. */
  tracing = false
  trace: TraceEvent[] = []
  /** Only in the gateway. */
  outside: Outside | undefined

  constructor(options: WorldOptions) {
    this.seed = options.seed
    this.epoch = options.epoch
    this.nextPid = options.firstPid ?? 101
    this.now = options.epoch
    this.programs = Object.freeze({ ...options.programs })
    this.random = new RandomStream(options.seed)
  }

  // ---- running ----------------------------------------------------------------------------------

  /**
   * Runs the next event to completion. False when nothing is scheduled. Throws PartMissing, and stands where it
   * stood, when code has to be loaded first.
   */
  step(): boolean {
    const event = this.ripen()
    if (event === undefined) return false
    const record = this.processes.get(event.pid)
    const part = record === undefined ? undefined : this.lackedBy(record, event)
    if (part !== undefined) throw new PartMissing(part)
    this.queue.pop()
    this.now = Math.max(this.now, event.due)
    if (event.pid === 0) this.runOwn(event)
    else if (record === undefined) this.refuse(event)
    else this.dispatch(record, event)
    this.steps++
    return true
  }

  private lackedBy({ process, program }: ProcessRecord, { kind, args }: Scheduled): string | undefined {
    return process === undefined ? this.programs[program]!.lacks?.() : process.lacks?.(kind, args)
  }

  /**
   * Brings an event that can run to the top of the queue: what was cancelled or is for nobody leaves, what is
   * for a busy process waits until that is free. Looking early changes nothing: it takes no sequence number,
   * and the same events leave or wait whenever it is done.
   */
  private ripen(): Scheduled | undefined {
    for (let event = this.queue.peek(); event !== undefined; event = this.queue.peek()) {
      const record = this.processes.get(event.pid)
      if (this.cancelled.size > 0 && this.cancelled.delete(event.sequence)) this.queue.pop()
      else if (event.pid === 0) return event
      else if (record === undefined) {
        if (event.kind === 'accept') return event
        this.queue.pop()
      } else if (record.stopped) record.held.push(this.queue.pop()!)
      else if (event.due >= record.busyUntil) return event
      else this.delay(record.busyUntil)
    }
    return undefined
  }

  private delay(until: number): void {
    const event = this.queue.pop()!
    event.due = until
    this.queue.push(event)
  }

  /** When the next event runs, undefined when nothing is scheduled. */
  get nextDue(): number | undefined {
    return this.ripen()?.due
  }

  /** True when only timers are scheduled: nothing is on the wire and nobody has anything left to do. */
  get quiet(): boolean {
    return this.queue.heap.every(({ kind }) => kind === 'timer' || kind === 'writeback')
  }

  /**
   * Runs events until virtual instant `until` (µs) or until `budget` events ran. True when `until` was
   * reached; `now` is then `until`.
   */
  runUntil(until: number, budget = Infinity): boolean {
    for (let ran = 0; ran < budget; ran++) {
      const due = this.nextDue
      if (due === undefined || due > until) {
        this.now = Math.max(this.now, until)
        return true
      }
      this.step()
    }
    return false
  }

  private dispatch(record: ProcessRecord, event: Scheduled): void {
    record.accrued = 0
    this.handle(record, event)
    record.busyUntil = this.now + record.accrued
    record.worked += record.accrued
    record.accrued = 0
  }

  private handle(record: ProcessRecord, event: Scheduled): void {
    const process = (record.process ??= this.create(record))
    const args = event.args as readonly Plain[]
    switch (event.kind) {
      case 'start':
        return process.start()
      case 'timer':
        return process.onTimer?.(args[0] as string, args[1]!)
      case 'accept':
        return process.onAccept?.(
          args[0] as number,
          args[1] as number,
          args[2] as string,
          (args[3] as string | null) ?? undefined,
        )
      case 'connected':
        return process.onConnected?.(args[0] as number)
      case 'connect-failed':
        return process.onConnectFailed?.(args[0] as number, args[1] as 'refused')
      case 'data':
        if (this.network.ends.get(args[0] as number)?.open)
          process.onData?.(args[0] as number, args[1] as string)
        return
      case 'close':
        return this.closedByPeer(process, args[0] as number)
      case 'input':
        return this.deliverInput(record, args[0] as string)
      case 'resize':
        return process.onResize?.(args[0] as number, args[1] as number)
      case 'signal':
        return this.deliverSignal(record, args[0] as Signal)
      case 'exit':
        return process.onExit?.(args[0] as number, args[1] as number)
      case 'child-output':
        return process.onChildOutput?.(args[0] as number, args[1] as string)
      case 'connect':
      case 'writeback':
    }
  }

  private closedByPeer(process: Process, connection: ConnectionId): void {
    const end = this.network.ends.get(connection)
    if (end === undefined || !end.open) return
    end.open = false
    this.network.ends.delete(connection)
    process.onClose?.(connection)
  }

  private deliverInput(record: ProcessRecord, data: string): void {
    const { process } = record
    if (process?.onInput !== undefined) process.onInput(data)
    else if (data.includes('\x03')) this.deliverSignal(record, 'INT')
  }

  private deliverSignal(record: ProcessRecord, signal: Signal): void {
    const { process } = record
    if (process?.onSignal !== undefined) process.onSignal(signal)
    else if (signal === 'INT') this.end(record, 130, 'exit')
    else if (signal === 'TERM') this.end(record, 143, 'exit')
    else if (signal === 'HUP') this.end(record, 129, 'exit')
  }

  /** An event for a process that is gone: a connection attempt hears of it. */
  private refuse(event: Scheduled): void {
    if (event.kind !== 'accept') return
    const [connection] = event.args as readonly number[]
    this.close(connection!, event.due)
  }

  // ---- scheduling -------------------------------------------------------------------------------

  schedule(due: number, pid: number, kind: EventKind, args: Plain): number {
    const sequence = ++this.sequence
    this.queue.push({ due, sequence, pid, kind, args })
    return sequence
  }

  cancel(timer: TimerId): void {
    this.cancelled.add(timer)
  }

  /** Adds to the trace; a no-op while nobody listens. */
  emit(process: string, event: { readonly type: string; readonly [field: string]: unknown }): void {
    if (this.tracing) this.trace.push({ at: this.now, seq: ++this.eventSeq, process, ...event })
  }

  /** Hands over the events since the last call. */
  takeTrace(): TraceEvent[] {
    const events = this.trace
    this.trace = []
    return events
  }

  // ---- hosts and processes ----------------------------------------------------------------------

  /** The host of that name; made when it is first mentioned. */
  host(name: string): Host {
    let host = this.hosts.get(name)
    if (host === undefined) {
      host = { name, disk: new Disk(name, this), machine: ORDINARY_MACHINE, ports: new Map() }
      this.hosts.set(name, host)
    }
    return host
  }

  openTerminal(id: string, columns = 80, rows = 24): Terminal {
    const terminal: Terminal = { id, columns, rows, foreground: [] }
    this.terminals.set(id, terminal)
    this.emit('', { type: 'terminal.opened', terminal: id })
    return terminal
  }

  /**
   * Starts a program. Throws when the registry doesn't know it. `name` must be free among living processes;
   * without one it is the program's name and the pid.
   */
  spawn(options: {
    host: string
    program: string
    argv?: readonly string[]
    name?: string
    terminal?: string
    parent?: number
    outputToParent?: boolean
    input?: string
    environment?: Readonly<Record<string, string>>
  }): ProcessRecord {
    const program = this.programs[options.program]
    if (program === undefined) throw new Error(`No program named ${options.program} in this world.`)
    const pid = this.nextPid++
    this.host(options.host)
    const record: ProcessRecord = {
      pid,
      name: options.name ?? `${options.program}.${pid}`,
      host: options.host,
      program: options.program,
      argv: options.argv ?? [],
      started: this.now,
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
      busyUntil: this.now,
      stopped: false,
      held: [],
    }
    this.register(record)
    if (program.late !== true) record.process = this.create(record)
    this.schedule(this.now, pid, 'start', null)
    return record
  }

  private register(record: ProcessRecord): void {
    const { pid, name, argv } = record
    this.processes.set(pid, record)
    this.byName.set(name, record)
    this.emit('', { type: 'process.started', name, pid, argv })
  }

  private create(record: ProcessRecord): Process {
    return this.programs[record.program]!.create(new ProcessSystem(this, record), record.argv)
  }

  /** fork(2): see `System.fork`. */
  fork(parent: ProcessRecord, name: string, create: (system: System) => Process): number | undefined {
    const { ram, overcommit } = this.host(parent.host).machine
    const free = ram - this.memoryOf(parent.host)
    if (overcommit !== 1 && parent.memory > free) return undefined
    const pid = this.nextPid++
    const at = this.now + parent.accrued
    const own = { pid, name, parent: parent.pid, started: at, alive: true, stopped: false, held: [] }
    const idle = { memory: 0, accrued: 0, worked: 0, busyUntil: at, process: undefined }
    const record: ProcessRecord = { ...parent, ...own, ...idle }
    this.register(record)
    record.process = create(new ProcessSystem(this, record))
    this.schedule(at, pid, 'start', null)
    return pid
  }

  /** Bytes that the processes of a host hold. */
  memoryOf(host: string): number {
    let bytes = 0
    for (const record of this.processes.values()) if (record.host === host) bytes += record.memory
    return bytes
  }

  /** A process holds so many bytes now. When the host's RAM is exceeded its kernel kills who holds most. */
  holdMemory(record: ProcessRecord, bytes: number): void {
    const grows = bytes > record.memory
    record.memory = bytes
    if (!grows || this.memoryOf(record.host) <= this.host(record.host).machine.ram) return
    const here = [...this.processes.values()].filter(({ host }) => host === record.host)
    const victim = here.reduce((most, other) => (other.memory > most.memory ? other : most))
    const { pid, name, memory, host } = victim
    this.emit('', { type: 'memory.exhausted', host, pid, name, memory })
    this.writeConsole(
      victim,
      `Out of memory: Killed process ${pid} (${name}) anon-rss:${Math.round(memory / 1024)}kB\r\n`,
    )
    this.end(victim, 137, 'killed')
  }

  /** A disk has something in the page cache: the kernel's flusher looks at it until it is clean. */
  diskDirty(host: string): void {
    this.schedule(this.now + WRITEBACK_PERIOD, 0, 'writeback', [host])
  }

  private writeBack(host: string): void {
    const { disk } = this.host(host)
    disk.writeBack(this.now)
    if (disk.isDirty) this.diskDirty(host)
  }

  spawnChild(
    parent: ProcessRecord,
    program: string,
    argv: readonly string[],
    options: SpawnOptions,
  ): number | undefined {
    if (this.programs[program] === undefined) return undefined
    const child = this.spawn({
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
      this.terminals.get(child.terminal)?.foreground.push(child.pid)
    }
    return child.pid
  }

  processesOf(host: string): ProcessInfo[] {
    return [...this.processes.values()].filter((p) => p.alive && p.host === host)
  }

  /** Goes on without terminal; the parent sees it end with code 0. */
  detach(record: ProcessRecord): void {
    this.leaveTerminal(record)
    record.terminal = undefined
    record.outputToParent = false
    if (record.parent !== undefined)
      this.schedule(this.now + record.accrued, record.parent, 'exit', [record.pid, 0])
    record.parent = undefined
  }

  private leaveTerminal(record: ProcessRecord): void {
    const terminal = record.terminal === undefined ? undefined : this.terminals.get(record.terminal)
    if (terminal !== undefined) terminal.foreground = terminal.foreground.filter((pid) => pid !== record.pid)
  }

  /** Sends a signal; KILL, STOP and CONT act at once. False when there is no such living process. */
  signal(pid: number, signal: Signal): boolean {
    const record = this.processes.get(pid)
    if (record === undefined || !record.alive) return false
    if (signal === 'KILL') this.end(record, 137, 'killed')
    else if (signal === 'STOP') record.stopped = true
    else if (signal === 'CONT') this.resume(record)
    else this.schedule(this.now, pid, 'signal', [signal])
    return true
  }

  private resume(record: ProcessRecord): void {
    record.stopped = false
    const held = record.held
    record.held = []
    // Each keeps its due time: the order must not depend on whether it was set aside already.
    for (const event of held) this.queue.push(event)
  }

  /** Ends a process: its ports are free, its peers see their connections closed. */
  end(record: ProcessRecord, code: number, how: 'exit' | 'killed' | 'power'): void {
    if (!record.alive) return
    record.alive = false
    const at = this.now + (how === 'exit' ? record.accrued : 0)
    const { ports } = this.host(record.host)
    for (const [port, pid] of [...ports]) if (pid === record.pid) ports.delete(port)
    for (const end of [...this.network.ends.values()]) if (end.pid === record.pid) this.close(end.id, at)
    this.leaveTerminal(record)
    this.queue.removeAll((event) => event.pid === record.pid && event.kind !== 'accept')
    if (record.parent !== undefined) this.schedule(at, record.parent, 'exit', [record.pid, code])
    this.processes.delete(record.pid)
    this.emit('', { type: 'process.ended', name: record.name, pid: record.pid, code, how })
    this.outside?.ended?.(record.name, code)
  }

  // ---- terminals --------------------------------------------------------------------------------

  writeOutput(record: ProcessRecord, data: string): void {
    if (record.outputToParent && record.parent !== undefined) {
      this.schedule(this.now + record.accrued, record.parent, 'child-output', [record.pid, data])
    } else if (record.terminal !== undefined) this.writeTerminal(record.terminal, data, record.name)
    else {
      this.outside?.output?.(record.name, data)
      this.emit(record.name, { type: 'process.output', data })
    }
  }

  /**
   * Standard error of a process without a terminal: it appears on the machine's first terminal, as on a console,
   * or goes to the real one.
   */
  writeConsole({ name, host }: ProcessRecord, data: string): void {
    this.outside?.output?.(name, data, true)
    for (const { id, foreground } of this.terminals.values()) {
      if (this.processes.get(foreground[0] ?? -1)?.host === host) return this.writeTerminal(id, data, name)
    }
  }

  writeTerminal(terminal: string, data: string, process: string): void {
    this.emit(process, { type: 'terminal.output', terminal, data })
  }

  // ---- network ----------------------------------------------------------------------------------

  listen(record: ProcessRecord, port: number, addresses: readonly string[]): ListenFailure | undefined {
    const { ports } = this.host(record.host)
    if (ports.has(port)) return { address: addresses[0] ?? '*', why: 'bind: Address already in use' }
    const failure = this.outside?.listen?.(record.host, port, addresses)
    if (failure === undefined) ports.set(port, record.pid)
    return failure
  }

  unlisten(record: ProcessRecord, port: number): void {
    const { ports } = this.host(record.host)
    if (ports.get(port) !== record.pid) return
    ports.delete(port)
    this.outside?.unlisten?.(record.host, port)
  }

  /** Bytes that wait for the outside to take them. */
  unsent(connection: ConnectionId): number {
    if (this.outside?.unsent === undefined) return 0
    const end = this.network.ends.get(connection)
    return end === undefined ? 0 : this.outside.unsent(end.peer)
  }

  private resolve(from: string, host: string): string | undefined {
    if (host === 'localhost' || host === '127.0.0.1' || host === '::1' || host === '0.0.0.0') return from
    return this.hosts.has(host) ? host : undefined
  }

  /** Whether a process of machine `from` knows a machine of this name. */
  knows(from: string, host: string): boolean {
    return this.outside?.connect !== undefined || this.resolve(from, host) !== undefined
  }

  connect(record: ProcessRecord, host: string, port: number): ConnectionId {
    const to = this.resolve(record.host, host)
    const leaves = to === undefined || !this.host(to).ports.has(port)
    if (this.outside?.connect !== undefined && leaves) return this.connectToOutside(record, host, port)
    const near = this.network.open(
      { pid: record.pid, host: record.host },
      { pid: -1, host: to ?? host, port },
    )
    const at = this.now + record.accrued
    if (to === undefined) this.schedule(at, record.pid, 'connect-failed', [near.id, 'unknown host'])
    else this.schedule(at + this.network.latency(record.host, to), 0, 'connect', [near.id])
    return near.id
  }

  /** The world's own events: a connection attempt arrives at its host. */
  private runOwn(event: Scheduled): void {
    if (event.kind === 'writeback') return this.writeBack((event.args as readonly string[])[0]!)
    const [connection] = event.args as readonly number[]
    const near = this.network.ends.get(connection!)
    if (event.kind !== 'connect' || near === undefined || !near.open) return
    const far = this.network.ends.get(near.peer)!
    const pid = this.host(far.host).ports.get(far.port)
    const back = this.now + this.network.latency(far.host, near.host)
    if (pid === undefined) {
      this.network.ends.delete(near.id)
      this.network.ends.delete(far.id)
      this.schedule(back, near.pid, 'connect-failed', [near.id, 'refused'])
      return
    }
    const listening = { ...far, pid }
    this.network.ends.set(far.id, listening)
    const peer = near.host === far.host ? '127.0.0.1' : near.host
    this.schedule(this.now, pid, 'accept', [far.id, far.port, `${peer}:${near.port}`])
    this.schedule(back, near.pid, 'connected', [near.id])
  }

  /** A process connects to something outside the world. */
  private connectToOutside(record: ProcessRecord, host: string, port: number): ConnectionId {
    const near = this.network.open({ pid: record.pid, host: record.host }, { pid: 0, host: '', port })
    this.outside!.connect!(near.peer, host, port)
    return near.id
  }

  /** What the outside reached, or why it did not, for a connection a process asked for. */
  connectedOutside(connection: ConnectionId, failure?: ConnectFailure): void {
    const near = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    const record = near === undefined ? undefined : this.processes.get(near.pid)
    if (near === undefined || record === undefined) return
    if (failure === undefined) {
      this.dispatchNow(record, 'connected', [near.id])
      return
    }
    this.network.ends.delete(near.id)
    this.network.ends.delete(connection)
    this.dispatchNow(record, 'connect-failed', [near.id, failure])
  }

  /**
   * Connects something outside the world (a real socket, a test) to a listening port; undefined: refused.
   * What the server sends arrives at `outside.data`.
   */
  connectOutside(host: string, port: number, address: string, local?: string): ConnectionId | undefined {
    const pid = this.hosts.get(host)?.ports.get(port)
    const record = pid === undefined ? undefined : this.processes.get(pid)
    if (record === undefined) return undefined
    const near = this.network.open({ pid: 0, host: '' }, { pid: record.pid, host, port })
    this.dispatchNow(record, 'accept', [near.peer, port, address, local ?? null])
    return near.id
  }

  /** Hands bytes from outside to the process at the other end at once, without latency. */
  deliver(connection: ConnectionId, data: string): void {
    const peer = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    const record = peer === undefined ? undefined : this.processes.get(peer.pid)
    if (peer !== undefined && record !== undefined) this.dispatchNow(record, 'data', [peer.id, data])
  }

  /** The outside hung up. */
  closeOutside(connection: ConnectionId): void {
    const near = this.network.ends.get(connection)
    if (near === undefined) return
    const peer = this.network.ends.get(near.peer)
    this.network.ends.delete(connection)
    const record = peer === undefined ? undefined : this.processes.get(peer.pid)
    if (peer !== undefined && record !== undefined) this.dispatchNow(record, 'close', [peer.id])
  }

  private dispatchNow(record: ProcessRecord, kind: EventKind, args: Plain): void {
    const event = { due: this.now, sequence: ++this.sequence, pid: record.pid, kind, args }
    if (record.stopped) record.held.push(event)
    else this.dispatch(record, event)
  }

  /** Puts bytes on the wire at virtual instant `at`. Bytes to a closed end vanish. */
  send(connection: ConnectionId, data: string | Uint8Array, at: number): void {
    if (typeof data !== 'string') {
      this.sendBytes(connection, data, at)
      return
    }
    const end = this.network.ends.get(connection)
    if (end === undefined || !end.open || data === '') return
    const peer = this.network.ends.get(end.peer)
    if (peer === undefined) return
    if (peer.pid === 0) {
      this.outside?.data(peer.id, data)
      return
    }
    const due = Math.max(at + this.network.latency(end.host, peer.host), end.lastDue)
    end.lastDue = due
    this.wire(end.host, peer.host, {
      due,
      sequence: ++this.sequence,
      pid: peer.pid,
      kind: 'data',
      args: [peer.id, data],
    })
    if (this.tracing && end.host !== peer.host) {
      this.emit('', {
        type: 'message.sent',
        connection,
        from: end.host,
        to: peer.host,
        bytes: data.length,
        sent: at,
        due,
      })
    }
  }

  /** A byte array: handed to the outside as it is, within the world in pieces. */
  private sendBytes(connection: ConnectionId, data: Uint8Array, at: number): void {
    const peer = this.network.ends.get(this.network.ends.get(connection)?.peer ?? 0)
    if (peer?.pid === 0 && this.outside?.bytes !== undefined) {
      this.outside.bytes(peer.id, data)
      return
    }
    for (let from = 0; from < data.length; from += PIECE) {
      this.send(connection, fromBytes(data, from, Math.min(from + PIECE, data.length)), at)
    }
  }

  private wire(from: string, to: string, event: Scheduled): void {
    if (!this.network.holds(from, to)) {
      this.queue.push(event)
      return
    }
    const link = `${from}>${to}`
    const held = this.heldMessages.get(link)
    if (held === undefined) this.heldMessages.set(link, [event])
    else held.push(event)
  }

  close(connection: ConnectionId, at: number, drop = false): void {
    const end = this.network.ends.get(connection)
    if (end === undefined || !end.open) return
    end.open = false
    this.network.ends.delete(connection)
    const peer = this.network.ends.get(end.peer)
    if (peer === undefined) return
    if (peer.pid === 0) {
      this.network.ends.delete(peer.id)
      this.outside?.closed(peer.id, drop)
      return
    }
    const due = Math.max(at + this.network.latency(end.host, peer.host), end.lastDue)
    this.wire(end.host, peer.host, {
      due,
      sequence: ++this.sequence,
      pid: peer.pid,
      kind: 'close',
      args: [peer.id],
    })
  }

  // ---- from outside -----------------------------------------------------------------------------

  /** Records an input at the present instant and applies it. */
  input(input: Input): void {
    this.inputs.push({ at: this.now, step: this.steps, input })
    this.apply(input)
  }

  private apply(input: Input): void {
    switch (input.kind) {
      case 'type': {
        const pid = this.terminals.get(input.terminal)?.foreground.at(-1)
        if (pid !== undefined) this.schedule(this.now, pid, 'input', [input.data])
        return
      }
      case 'resize':
        return this.resize(input.terminal, input.columns, input.rows)
      case 'open': {
        const terminal = this.openTerminal(input.terminal)
        const { pid } = this.spawn({
          host: input.host,
          program: input.program,
          argv: input.argv,
          terminal: input.terminal,
        })
        terminal.foreground.push(pid)
        return
      }
      case 'signal': {
        const record = this.byName.get(input.process)
        if (record !== undefined) this.signal(record.pid, input.signal)
        return
      }
      case 'power':
        return this.cutPower(input.host)
      case 'restart': {
        const old = this.byName.get(input.process)
        if (old !== undefined && !old.alive) {
          this.spawn({ host: old.host, program: old.program, argv: old.argv, name: old.name })
        }
        return
      }
      case 'spawn':
        this.spawn(input)
        return
      case 'save':
        return this.saveFile(input.host, input.path, input.data)
      case 'patch': {
        const old = this.host(input.host).disk.read(input.path) ?? ''
        return this.saveFile(input.host, input.path, edited(old, input.edits))
      }
      case 'link':
        return this.setLink(input.from, input.to, input)
      case 'disk':
        return this.setDisk(input)
      case 'machine': {
        const host = this.host(input.host)
        host.machine = { ...host.machine, ...input.settings }
        this.emit('', { type: 'machine.set', host: host.name, ...host.machine })
      }
    }
  }

  private resize(id: string, columns: number, rows: number): void {
    const terminal = this.terminals.get(id)
    if (terminal === undefined) return
    terminal.columns = columns
    terminal.rows = rows
    for (const pid of terminal.foreground) this.schedule(this.now, pid, 'resize', [columns, rows])
  }

  /** Every process of the host but the interactive programs dies; the disk keeps what was fsynced. */
  private cutPower(host: string): void {
    for (const record of [...this.processes.values()]) {
      if (record.host === host && this.programs[record.program]?.interactive !== true)
        this.end(record, 137, 'power')
    }
    this.host(host).disk.losePending()
    this.emit('', { type: 'power.cut', host })
  }

  private saveFile(host: string, path: string, data: string): void {
    const { disk } = this.host(host)
    for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1))
      disk.mkdir(path.slice(0, slash))
    disk.write(path, data)
    disk.fsync(path)
    this.emit('', { type: 'file.saved', host, path })
  }

  private setDisk({ host, fault, timing }: Extract<Input, { kind: 'disk' }>): void {
    const { disk } = this.host(host)
    disk.fault = fault
    if (timing !== undefined) disk.timing = { ...disk.timing, ...timing }
    this.emit('', { type: 'disk.set', host, fault, ...disk.timing })
  }

  private setLink(from: string, to: string, rule: { latency?: number; hold?: boolean }): void {
    this.network.rules.set(`${from}>${to}`, {
      latency: rule.latency ?? this.network.latency(from, to),
      hold: rule.hold ?? false,
    })
    if (rule.hold === true) return
    const held = this.heldMessages.get(`${from}>${to}`) ?? []
    this.heldMessages.delete(`${from}>${to}`)
    for (const event of held) this.queue.push(event)
  }

  /** Applies a recording to a world that has its beginning: each input after the steps it came after. */
  replay(inputs: readonly RecordedInput[], until = Infinity): void {
    for (const { at, step, input } of inputs) {
      if (at > until) return
      while (this.steps < step && this.step());
      this.now = Math.max(this.now, at)
      this.input(input)
    }
  }

  // ---- copies -----------------------------------------------------------------------------------

  /** A copy that shares nothing that can change: a snapshot to restore or a fork to run on. `tally` is added to. */
  copy(tally?: Tally): World {
    const outside = this.outside
    const trace = this.trace
    this.outside = undefined
    this.trace = []
    const copy = copyGraph<World>(this, tally)
    this.outside = outside
    this.trace = trace
    return copy
  }
}
