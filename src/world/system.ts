/** A process's hands on the world: implements `System` for one process. */
import type { RandomStream } from '../bytes/random.ts'
import type {
  ConnectionId,
  DiskView,
  ListenFailure,
  Machine,
  Plain,
  Process,
  ProcessInfo,
  Signal,
  SpawnOptions,
  System,
  TimerId,
} from './process.ts'
import { detach, end, fork, holdMemory, processesOf, spawnChild } from './processes.ts'
import type { ProcessRecord, World } from './world.ts'

export class ProcessSystem implements System {
  readonly world: World
  readonly record: ProcessRecord
  readonly random: RandomStream

  constructor(world: World, record: ProcessRecord) {
    this.world = world
    this.record = record
    this.random = world.random.fork(record.name)
  }

  get name(): string {
    return this.record.name
  }

  get pid(): number {
    return this.record.pid
  }

  get host(): string {
    return this.record.host
  }

  get disk(): DiskView {
    return this.world.host(this.record.host).disk
  }

  get environment(): Readonly<Record<string, string>> {
    return this.record.environment
  }

  get input(): string | undefined {
    return this.record.input
  }

  get tracing(): boolean {
    return this.world.tracing
  }

  now(): number {
    return this.world.now + this.record.accrued
  }

  work(us: number): void {
    this.record.accrued += us
  }

  sleep(us: number): void {
    const { world } = this
    const until = world.outside?.sleep?.(us)
    if (until === undefined) this.work(us)
    else world.now = Math.max(world.now, until)
  }

  cpu(): { readonly user: number; readonly system: number } {
    const half = (this.record.worked + this.record.accrued) / 2
    return this.world.outside?.cpu?.() ?? { user: half, system: half }
  }

  setTimer(delay: number, kind: string, args: Plain = null): TimerId {
    return this.world.schedule(this.now() + Math.max(0, delay), this.record.pid, 'timer', [kind, args])
  }

  clearTimer(timer: TimerId): void {
    this.world.cancel(timer)
  }

  listen(port: number, addresses: readonly string[] = ['*']): ListenFailure | undefined {
    return this.world.connections.listen(this.record, port, addresses)
  }

  unlisten(port: number): void {
    this.world.connections.unlisten(this.record, port)
  }

  resolves(host: string): boolean {
    return this.world.connections.knows(this.record.host, host)
  }

  connect(host: string, port: number): ConnectionId {
    return this.world.connections.connect(this.record, host, port)
  }

  send(connection: ConnectionId, data: string | Uint8Array): void {
    this.world.connections.send(connection, data, this.now())
  }

  unsent(connection: ConnectionId): number {
    return this.world.connections.unsent(connection)
  }

  close(connection: ConnectionId, drop = false): void {
    this.world.connections.close(connection, this.now(), drop)
  }

  write(data: string): void {
    this.world.writeOutput(this.record, data)
  }

  writeError(data: string): void {
    const { terminal, name } = this.record
    if (terminal !== undefined) this.world.writeTerminal(terminal, data, name)
    else this.world.writeConsole(this.record, data)
  }

  terminalSize(): { columns: number; rows: number } | undefined {
    const { terminal, outputToParent } = this.record
    const found = terminal === undefined || outputToParent ? undefined : this.world.terminals.get(terminal)
    return found && { columns: found.columns, rows: found.rows }
  }

  spawn(program: string, argv: readonly string[], options: SpawnOptions = {}): number | undefined {
    return spawnChild(this.world, this.record, program, argv, options)
  }

  fork(name: string, create: (system: System) => Process): number | undefined {
    return fork(this.world, this.record, name, create)
  }

  get hasParent(): boolean {
    const { parent } = this.record
    return parent !== undefined && this.world.processes.has(parent)
  }

  get machine(): Machine {
    return this.world.host(this.record.host).machine
  }

  holdMemory(bytes: number): void {
    holdMemory(this.world, this.record, bytes)
  }

  setTitle(title: string): void {
    this.record.title = title
  }

  detach(): void {
    detach(this.world, this.record)
  }

  processes(): readonly ProcessInfo[] {
    return processesOf(this.world, this.record.host)
  }

  cutPower(): void {
    this.world.cutPower(this.record.host)
  }

  kill(pid: number, signal: Signal): boolean {
    return this.world.signal(pid, signal)
  }

  exit(code: number): void {
    end(this.world, this.record, code, 'exit')
  }

  emit(event: { readonly type: string; readonly [field: string]: unknown }): void {
    this.world.emit(this.record.name, event)
  }
}
