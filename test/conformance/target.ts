/** What a transcript is played against: a server with clients, real or simulated. */
import type { Reply } from './reply.ts'

export interface TargetClient {
  /** Sends bytes (a byte string) as they are. */
  send(bytes: string): void
  /** Takes what arrived since the last call, in order. */
  take(): Reply[]
  /** How many replies wait to be taken. */
  readonly waiting: number
  /** True once the server has closed the connection. */
  readonly closed: boolean
  /** Hangs up. */
  close(): void
}

export interface Target {
  readonly simulated: boolean
  client(): Promise<TargetClient>
  /** Goes on until `done()`, or until nothing more can be expected to happen without time passing. */
  settle(done: () => boolean, patience: Patience): Promise<void>
  /** Lets `ms` milliseconds pass: virtual for the simulator. */
  sleep(ms: number): Promise<void>
  /** Moves a virtual clock on to this instant, µs since 1970. */
  keepTime?(now: number): void
  close(): Promise<void>
}

/** How long a real server may be silent before it is taken to have nothing to say, in ms. */
export type Patience = { quiet: number }

export type StartTarget = (options: readonly string[]) => Promise<Target>
