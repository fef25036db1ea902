/** The slow log (slowlog.c): the last commands that took longer than slowlog-log-slower-than µs. */
import type { Client } from '../clients/client.ts'
import type { RedisServer } from '../server/server.ts'

const MAX_ARGC = 32
const MAX_STRING = 128

export interface SlowLogEntry {
  readonly id: number
  /** Unix seconds. */
  readonly time: number
  /** µs. */
  readonly duration: number
  readonly argv: readonly string[]
  readonly address: string
  readonly name: string
}

export class SlowLog {
  readonly server: RedisServer
  entries: SlowLogEntry[] = []
  nextId = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** slowlogPushEntryIfNeeded: `duration` in µs; a shortened log is cut here, not when it is configured. */
  record(client: Client, argv: readonly string[], duration: number): void {
    const { slowlogLogSlowerThan, slowlogMaxLen } = this.server.config.values
    if (slowlogLogSlowerThan < 0) return
    if (duration >= slowlogLogSlowerThan) this.add(client, argv, duration)
    if (this.entries.length > slowlogMaxLen) this.entries.length = slowlogMaxLen
  }

  private add(client: Client, argv: readonly string[], duration: number): void {
    this.entries.unshift({
      id: this.nextId++,
      time: Math.floor(this.server.system.now() / 1e6),
      duration: Math.floor(duration),
      argv: trim(argv),
      address: client.address,
      name: client.name,
    })
  }

  reset(): void {
    this.entries = []
  }
}

/** slowlogCreateEntry: at most 32 arguments of at most 128 bytes, with a note on what is left out. */
const trim = (argv: readonly string[]): string[] => {
  const kept = argv.length > MAX_ARGC ? argv.slice(0, MAX_ARGC - 1) : argv
  const shown = kept.map((a) =>
    a.length > MAX_STRING ? `${a.slice(0, MAX_STRING)}... (${a.length - MAX_STRING} more bytes)` : a,
  )
  if (kept.length < argv.length) shown.push(`... (${argv.length - MAX_ARGC + 1} more arguments)`)
  return shown
}
