/**
 * A deterministic universe: processes on hosts, wires between them, disks under them, terminals before
 * them, one clock and one queue. `(scenario, seed, recorded inputs)` reproduces every byte and event.
 * Nothing here knows Redis.
 */
import { RandomStream } from '../bytes/random.ts'
import { copyGraph } from './copy.ts'
import type { Tally } from './copy.ts'
import { Disk, WRITEBACK_PERIOD } from './disk/disk.ts'
import { applyInput, cutPower } from './apply-input.ts'
import type { Input, RecordedInput } from './inputs.ts'
import { Connections } from './network/connections.ts'
import { PartMissing } from './process.ts'
import type { ConnectionId, EventKind, Machine, Plain, Process, Signal, TimerId } from './process.ts'
import { create, end, sendSignal, spawn } from './processes.ts'
import type { SpawnPlan } from './processes.ts'
import type { Host, Outside, ProcessRecord, Registry, Terminal, WorldOptions } from './records.ts'
import { Schedule } from './schedule.ts'
import type { Scheduled } from './schedule.ts'
import type { TraceEvent } from './trace.ts'

export type { Host, HostDisk, Outside, ProcessRecord, Registry, Terminal, WorldOptions } from './records.ts'

/** A machine of a lesson: 4 GiB, and a kernel set as Redis asks for. */
export const ORDINARY_MACHINE: Machine = Object.freeze({ ram: 4 * 2 ** 30, overcommit: 1, hugePages: false })

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
  readonly connections = new Connections(this)
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

  /** Lets a process handle an event now. */
  dispatch(record: ProcessRecord, event: Scheduled): void {
    record.accrued = 0
    this.handle(record, event)
    record.busyUntil = this.now + record.accrued
    record.worked += record.accrued
    record.accrued = 0
  }

  private handle(record: ProcessRecord, event: Scheduled): void {
    const process = (record.process ??= create(this, record))
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
        return this.deliverData(record, process, args[0] as number, args[1] as string, args.length > 2)
      case 'close':
        return this.closedByPeer(record, process, args[0] as number)
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

  /** Hands over what arrived, as much as the process reads in one go; `again`: the next of what is left. */
  private deliverData(
    record: ProcessRecord,
    process: Process,
    connection: ConnectionId,
    data: string,
    again: boolean,
  ): void {
    const end = this.connections.network.ends.get(connection)
    if (!end?.open) return
    const { readSize = Infinity } = process
    if (!again && end.unread !== undefined) {
      end.unread += data
      return
    }
    if (data.length <= readSize && !again) {
      process.onData?.(connection, data)
      return
    }
    // What is left is named in full: a process may have to say that it lacks code for it.
    const waiting = again ? end.unread! : data
    const length = Math.min(data.length, readSize)
    end.unread = waiting.length > length ? waiting.slice(length) : undefined
    process.onData?.(connection, waiting.slice(0, length))
    if (end.unread !== undefined)
      this.schedule(this.now + record.accrued, record.pid, 'data', [connection, end.unread, true])
  }

  private closedByPeer(record: ProcessRecord, process: Process, connection: ConnectionId): void {
    const end = this.connections.network.ends.get(connection)
    if (end === undefined || !end.open) return
    if (end.unread !== undefined) {
      this.schedule(Math.max(this.now, record.busyUntil), record.pid, 'close', [connection])
      return
    }
    end.open = false
    this.connections.network.ends.delete(connection)
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
    else if (signal === 'INT') end(this, record, 130, 'exit')
    else if (signal === 'TERM') end(this, record, 143, 'exit')
    else if (signal === 'HUP') end(this, record, 129, 'exit')
  }

  /** An event for a process that is gone: a connection attempt hears of it. */
  private refuse(event: Scheduled): void {
    if (event.kind !== 'accept') return
    const [connection] = event.args as readonly number[]
    this.connections.close(connection!, event.due)
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

  /** Starts a program: see `processes.ts`. */
  spawn(options: SpawnPlan): ProcessRecord {
    return spawn(this, options)
  }

  /** Every process of the host but the interactive ones ends, and its disk keeps only what was synced. */
  cutPower(host: string): void {
    cutPower(this, host)
  }

  /** Sends a signal; KILL, STOP and CONT act at once. False when there is no such living process. */
  signal(pid: number, signal: Signal): boolean {
    return sendSignal(this, pid, signal)
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

  /** The world's own events: a connection attempt arrives at its host, a kernel's flusher has its turn. */
  private runOwn({ kind, args }: Scheduled): void {
    if (kind === 'writeback') this.writeBack((args as readonly string[])[0]!)
    else if (kind === 'connect') this.connections.arrive((args as readonly ConnectionId[])[0]!)
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

  // ---- from outside -----------------------------------------------------------------------------

  /** Records an input at the present instant and applies it. */
  input(input: Input): void {
    this.inputs.push({ at: this.now, step: this.steps, input })
    applyInput(this, input)
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
