/** What a world is made of besides its queue: hosts, terminals, processes, and what lies outside. */
import type {
  ConnectionId,
  DiskTiming,
  DiskView,
  ListenFailure,
  Machine,
  Process,
  Program,
} from './process.ts'
import type { Scheduled } from './schedule.ts'

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
  title: string | undefined
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
  /** The real process stops for so many µs; answers the instant it goes on. */
  sleep?(us: number): number
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
