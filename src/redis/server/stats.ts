/** The counters behind INFO (server.h, stat_*). CONFIG RESETSTAT starts a new one. */
import type { Command } from '../command/declaration.ts'

/** INFO commandstats / latencystats of one command. Times in virtual µs. */
export interface CommandStats {
  calls: number
  microseconds: number
  rejected: number
  failed: number
  /** Durations by power of two of µs, for latency percentiles: index = floor(log2(µs)) + 1. */
  histogram: Map<number, number>
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
  evictedKeys = 0
  evictedClients = 0
  keyspaceHits = 0
  keyspaceMisses = 0
  netInputBytes = 0
  netOutputBytes = 0
  readsProcessed = 0
  writesProcessed = 0
  errorReplies = 0
  unexpectedErrorReplies = 0
  peakMemory = 0
  dumpPayloadSanitizations = 0
  /** By error code (`ERR`, `WRONGTYPE` …): INFO errorstats. */
  errors = new Map<string, number>()
  commands = new Map<Command, CommandStats>()
  /** Rings of 16 samples for instantaneous_* (one a cron tick). */
  opsSamples: number[] = []
  inputSamples: number[] = []
  outputSamples: number[] = []

  of(command: Command): CommandStats {
    let stats = this.commands.get(command)
    if (stats === undefined) {
      stats = { calls: 0, microseconds: 0, rejected: 0, failed: 0, histogram: new Map() }
      this.commands.set(command, stats)
    }
    return stats
  }

  countError(text: string): void {
    this.errorReplies++
    const space = text.indexOf(' ')
    const code = space === -1 ? text : text.slice(0, space)
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1)
  }
}
