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

  record(client: Client, argv: readonly string[], duration: number): void {
    const { slowlogLogSlowerThan, slowlogMaxLen } = this.server.config.values
    if (slowlogLogSlowerThan < 0 || duration < slowlogLogSlowerThan) return
    this.entries.unshift({
      id: this.nextId++,
      time: Math.floor(this.server.now / 1e6),
      duration: Math.floor(duration),
      argv: trim(argv),
      address: client.address,
      name: client.name,
    })
    if (this.entries.length > slowlogMaxLen) this.entries.length = slowlogMaxLen
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
