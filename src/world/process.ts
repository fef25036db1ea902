/**
 * What a program running in a world is, and what it is given. A process never takes time, chance or
 * I/O from the air: everything reaches it through its `System`. Its state is plain data (no closures),
 * so a copy of the object graph is a snapshot of the world.
 */
import type { RandomStream } from '../bytes/random.ts'

/** Bytes on a wire, in a file or on a terminal. */
export type Bytes = string

/** Data that may sit in a scheduled event: no functions, no class instances. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }

/** What may be scheduled: mostly a handler of a process. */
export type EventKind =
  | 'start'
  | 'timer'
  | 'accept'
  | 'connect'
  | 'connected'
  | 'connect-failed'
  | 'data'
  | 'close'
  | 'input'
  | 'resize'
  | 'signal'
  | 'exit'
  | 'child-output'
  /** The kernel's flusher (for the world itself). */
  | 'writeback'

/** One end of a connection, unique in its world. */
export type ConnectionId = number
export type TimerId = number

export type ConnectFailure = 'refused' | 'timeout' | 'unreachable' | 'unknown host'

/** The address that can't be listened on, and the system's words: `bind: Address already in use`. */
export interface ListenFailure {
  readonly address: string
  readonly why: string
}

export type Signal = 'TERM' | 'INT' | 'KILL' | 'HUP' | 'STOP' | 'CONT'

/** The next event can't be handled before a part of a program's code is loaded; the world stands before it. */
export class PartMissing extends Error {
  readonly part: string

  constructor(part: string) {
    super(`The part ${part} is not loaded.`)
    this.part = part
  }
}

/** A program as the registry knows it: makes a process from its command line. */
export interface Program {
  /** The name a shell starts it by, e.g. `redis-server`. */
  readonly name: string
  /** Its code may come later: the process is made when it starts instead of when it is spawned. */
  readonly late?: boolean
  /** For a late one, the part its code is in while that is not loaded. */
  readonly lacks?: () => string | undefined
  /** What a person types into (a shell, redis-cli): it sits before the glass and outlives a power cut. */
  readonly interactive?: boolean
  create(system: System, argv: readonly string[]): Process
}

/**
 * A running program: reacts to what happens to it. Every handler runs to completion at one virtual
 * instant; the time it takes is what it charged with `system.work(µs)`.
 */
export interface Process {
  /** How many bytes of a connection it reads in one go, others having their turn in between; all unless given. */
  readonly readSize?: number
  /** Runs once, as the first thing. */
  start(): void
  /**
   * Asked before each event: the part of the program's code that has to be loaded before it can be handled;
   * undefined: none. Looking changes nothing, and whether a part came early or late is no state of the world.
   */
  lacks?(kind: EventKind, args: Plain): string | undefined
  onTimer?(kind: string, args: Plain): void
  /**
   * A peer connected to a port this process listens on. `local` is the address it connected to, where the
   * connection comes from outside the world.
   */
  onAccept?(connection: ConnectionId, port: number, peer: string, local?: string): void
  /** The answer to `system.connect`. */
  onConnected?(connection: ConnectionId): void
  onConnectFailed?(connection: ConnectionId, why: ConnectFailure): void
  onData?(connection: ConnectionId, data: Bytes): void
  /** The peer closed (or the process behind it ended). */
  onClose?(connection: ConnectionId): void
  /**
   * Keys typed into the terminal this process has in the foreground, as they are: UTF-8 byte string, Ctrl-C is
   * `\x03`. A foreground process without this handler gets `onSignal('INT')` for Ctrl-C (and ends with status
   * 130 when it has no `onSignal` either); its other keys are dropped.
   */
  onInput?(data: Bytes): void
  /** The terminal changed its size (columns, rows). */
  onResize?(columns: number, rows: number): void
  onSignal?(signal: Signal): void
  /** A process started with `system.spawn` ended, or went on as a daemon (`detach`, code 0). */
  onExit?(pid: number, code: number): void
  /** What a process started with `output: 'parent'` wrote; before its `onExit`. */
  onChildOutput?(pid: number, data: Bytes): void
}

/** How `System.spawn` starts a program. */
export interface SpawnOptions {
  readonly name?: string
  /** It gets the terminal's keys until it ends or detaches; then its parent has them back. */
  readonly foreground?: boolean
  /** Where `write` goes: the parent's terminal (default), or the parent's `onChildOutput` (then no terminal size). */
  readonly output?: 'terminal' | 'parent'
  /** Standard input from a pipe or a file, all of it at once; left out: the terminal. */
  readonly input?: Bytes
  /** Variables on top of the parent's own. */
  readonly environment?: Readonly<Record<string, string>>
}

/** A line of `ps`. */
export interface ProcessInfo {
  readonly pid: number
  readonly name: string
  readonly program: string
  /** Its arguments, the program's name left out. */
  readonly argv: readonly string[]
  /** Virtual µs since 1970 when it was started. */
  readonly started: number
  /** What it wants to be shown as, in place of its command line. */
  readonly title: string | undefined
}

/** What the world hands to a process: clock, chance, disk, network, terminal. */
export interface System {
  readonly name: string
  readonly pid: number
  readonly host: string
  readonly random: RandomStream
  readonly disk: DiskView
  /** Variables handed down by the shell, e.g. `REDISCLI_AUTH`. */
  readonly environment: Readonly<Record<string, string>>
  /** Standard input when it is a pipe or a file: all of it; undefined when it is the terminal. */
  readonly input: Bytes | undefined
  /** Virtual µs since 1970-01-01 UTC. Stands still within a handler but for `work`. */
  now(): number
  /** Charges virtual time (µs) to this process: later events wait for it. */
  work(us: number): void
  /** Does nothing at all for so many µs, as nanosleep(2) does: in the gateway the real process stops. */
  sleep(us: number): void
  /** The time this process was busy so far, µs: what it was charged, or of the real machine in the gateway. */
  cpu(): { readonly user: number; readonly system: number }
  /** Calls `onTimer(kind, args)` after `delay` virtual µs. */
  setTimer(delay: number, kind: string, args?: Plain): TimerId
  clearTimer(timer: TimerId): void
  /** Listens on a port of the given addresses (all of the host's unless told); what is against it, or undefined. */
  listen(port: number, addresses?: readonly string[]): ListenFailure | undefined
  unlisten(port: number): void
  /** Whether the name of a machine is known. */
  resolves(host: string): boolean
  connect(host: string, port: number): ConnectionId
  /** Sends bytes; of a byte array nothing may be changed afterwards. */
  send(connection: ConnectionId, data: Bytes | Uint8Array): void
  /** Bytes sent that the peer outside the world has not taken yet. Within a world the wire takes all. */
  unsent(connection: ConnectionId): number
  /** `drop`: what a peer outside the world has not taken yet is lost. */
  close(connection: ConnectionId, drop?: boolean): void
  /** Writes to standard output: this process's terminal or, if it was started so, its parent. UTF-8 byte string. */
  write(data: Bytes): void
  /** Writes to standard error: always the terminal. */
  writeError(data: Bytes): void
  /** Columns and rows of the terminal, undefined when stdout is not one (a pipe). */
  terminalSize(): { columns: number; rows: number } | undefined
  /** Starts a program on this host; its pid, or undefined when the registry knows no such program. */
  spawn(program: string, argv: readonly string[], options?: SpawnOptions): number | undefined
  /**
   * Starts a process that is a copy of this one's memory, as fork(2) does: `create` makes what runs in it, which
   * may look at what this process froze for it. It has this process as its parent (`onExit`) and shows up in
   * `processes`. Undefined: the kernel has no memory for it (ENOMEM).
   */
  fork(name: string, create: (system: System) => Process): number | undefined
  /** True while the process that started this one lives. */
  readonly hasParent: boolean
  readonly machine: Machine
  /** Tells the kernel how much memory (bytes) this process holds; who takes too much is killed. */
  holdMemory(bytes: number): void
  /** What `ps` shows of this process from now on, in place of its command line. */
  setTitle(title: string): void
  /** Goes on as a daemon: gives the terminal back, the parent sees `onExit(pid, 0)`, output is dropped. */
  detach(): void
  /** The processes of this host, in the order of their pids. */
  processes(): readonly ProcessInfo[]
  kill(pid: number, signal: Signal): boolean
  /** Cuts this host's power: what was not synced is lost. Whoever asks lives on only if it is interactive. */
  cutPower(): void
  /** Ends this process. */
  exit(code: number): void
  /** True when somebody listens to the trace: build events only then. */
  readonly tracing: boolean
  emit(event: { readonly type: string; readonly [field: string]: unknown }): void
}

/** How quick a host's disk is (a model). */
export interface DiskTiming {
  /** Virtual µs an fsync takes at least. */
  readonly fsync: number
  /** Bytes it takes to the device in a virtual µs. */
  readonly bytesPerMicrosecond: number
}

/** A host's memory as its kernel keeps it (a model). */
export interface Machine {
  /** Bytes of RAM. */
  readonly ram: number
  /** vm.overcommit_memory: 0 a guess, 1 always, 2 never more than there is. */
  readonly overcommit: 0 | 1 | 2
  /** Transparent huge pages: pages of 2 MB instead of 4 KB. */
  readonly hugePages: boolean
}

/** A host's files as a process sees them. Paths are absolute or relative to the disk's root. */
export interface DiskView {
  read(path: string): Bytes | undefined
  /** At most `length` bytes from offset `from`: a file may be longer than a string can be. */
  readPart(path: string, from: number, length: number): Bytes | undefined
  /** Size in bytes, undefined when absent. */
  size(path: string): number | undefined
  /** When a file was last written, virtual µs since 1970; undefined for what is no file. */
  modified(path: string): number | undefined
  exists(path: string): boolean
  /** Names in a directory, sorted; undefined when it is not one. */
  list(path: string): string[] | undefined
  /** Replaces the file's contents (pending until fsynced). Returns an errno name or undefined. */
  write(path: string, data: Bytes): string | undefined
  append(path: string, data: Bytes): string | undefined
  truncate(path: string, size: number): string | undefined
  fsync(path: string): string | undefined
  /** The first `size` bytes are durable: the end of an fsync that began when the file was that long. */
  syncTo(path: string, size: number): string | undefined
  /** Virtual µs an fsync of the file takes if it begins now; 0 on a real disk, which takes its own time. */
  syncTime(path: string): number
  rename(from: string, to: string): string | undefined
  unlink(path: string): string | undefined
  mkdir(path: string): string | undefined
  /** Removes an empty directory. */
  rmdir(path: string): string | undefined
}
