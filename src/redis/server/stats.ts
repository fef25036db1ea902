/** The counters behind INFO (server.h, stat_*). CONFIG RESETSTAT starts a new one. */
import type { Command } from '../command/declaration.ts'
import { latencyBucket } from '../introspection/latency.ts'

/** INFO commandstats / latencystats of one command. Times in virtual µs. */
export class CommandStats {
  calls = 0
  microseconds = 0
  rejected = 0
  failed = 0
  private readonly durations = new Map<number, number>()
  /** The last duration, and how often it has occurred in a row without being in `durations` yet. */
  private last = 0
  private repeated = 0

  /** Remembers a duration of so many µs. */
  took(microseconds: number): void {
    if (microseconds !== this.last) {
      this.enter()
      this.last = microseconds
    }
    this.repeated++
  }

  private enter(): void {
    if (this.repeated === 0) return
    const bucket = latencyBucket(this.last)
    this.durations.set(bucket, (this.durations.get(bucket) ?? 0) + this.repeated)
    this.repeated = 0
  }

  /** How often each duration occurred, by the highest one that counts as the same, in ns (`latency.ts`). */
  get histogram(): ReadonlyMap<number, number> {
    this.enter()
    return this.durations
  }
}

const SAMPLES = 16
/** A first word longer than this is no error code. */
const ERROR_CODE_MAX = 30

/** How fast a total grows (trackInstantaneousMetric): the mean of the last 16 samples. */
export class Rate {
  samples: number[] = Array.from({ length: SAMPLES }, () => 0)
  private next = 0
  private lastTotal = 0
  private lastTime: number

  /** `ms`: since when the total grows. */
  constructor(ms: number) {
    this.lastTime = ms
  }

  /** A sample at `ms`. */
  track(total: number, ms: number): void {
    const elapsed = ms - this.lastTime
    const grown = total - this.lastTotal
    this.samples[this.next] = elapsed > 0 ? Math.floor((grown * 1000) / elapsed) : 0
    this.next = (this.next + 1) % SAMPLES
    this.lastTotal = total
    this.lastTime = ms
  }

  /** Per second. */
  get perSecond(): number {
    return Math.floor(this.samples.reduce((sum, sample) => sum + sample, 0) / SAMPLES)
  }
}

export class Stats {
  commandsProcessed = 0
  connectionsReceived = 0
  rejectedConnections = 0
  expiredKeys = 0
  /** Percentage (0–1) of keys that were past their expiry in the last cycles (expired_stale_perc). */
  expiredStale = 0
  expiredTimeCapReached = 0
  /** Virtual µs spent in the active expire cycle. */
  expireCycleMicroseconds = 0
  /** Children forked, and virtual µs the last fork took. */
  forks = 0
  latestFork = 0
  evictedKeys = 0
  evictedClients = 0
  /** Keys and values freed in the background. */
  lazyfreed = 0
  keyspaceHits = 0
  keyspaceMisses = 0
  netInputBytes = 0
  netOutputBytes = 0
  /** To replicas; not among the others. */
  netReplicationOutputBytes = 0
  syncFull = 0
  syncPartialOk = 0
  syncPartialErr = 0
  readsProcessed = 0
  writesProcessed = 0
  errorReplies = 0
  unexpectedErrorReplies = 0
  replyBufferShrinks = 0
  replyBufferExpands = 0
  dumpPayloadSanitizations = 0
  /** By error code (`ERR`, `WRONGTYPE` …): INFO errorstats. */
  errors = new Map<string, number>()
  commands = new Map<Command, CommandStats>()
  private readonly byOrdinal: (CommandStats | undefined)[] = []
  /** Sampled every 100 ms. */
  readonly commandRate: Rate
  readonly inputRate: Rate
  readonly outputRate: Rate

  /** Counts from Unix time `ms` on. */
  constructor(ms: number) {
    this.commandRate = new Rate(ms)
    this.inputRate = new Rate(ms)
    this.outputRate = new Rate(ms)
  }

  of(command: Command): CommandStats {
    const known = this.byOrdinal[command.ordinal]
    if (known !== undefined) return known
    const stats = new CommandStats()
    this.commands.set(command, stats)
    while (this.byOrdinal.length <= command.ordinal) this.byOrdinal.push(undefined)
    this.byOrdinal[command.ordinal] = stats
    return stats
  }

  /** Counts an error reply by its code, the first word of its text (afterErrorReply). */
  countError(text: string): void {
    this.errorReplies++
    const space = text.indexOf(' ')
    const code = space === -1 || space > ERROR_CODE_MAX ? 'ERR' : text.slice(0, space)
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1)
  }
}
