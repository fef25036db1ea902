/** The latency monitor (latency.c): for each kind of event the last samples above latency-monitor-threshold. */
import { toLower } from '../../bytes/bytestrings.ts'
import type { RedisServer } from '../server/server.ts'

/** Samples kept of an event (LATENCY_TS_LEN). */
const SAMPLES = 160

export type LatencyEvent =
  | 'command'
  | 'fast-command'
  | 'fork'
  | 'expire-cycle'
  | 'eviction-cycle'
  | 'eviction-del'
  | 'active-defrag-cycle'
  | 'aof-write'
  | 'aof-write-pending-fsync'
  | 'aof-write-active-child'
  | 'aof-write-alone'
  | 'aof-fsync-always'
  | 'aof-fstat'
  | 'aof-rename'
  | 'aof-stat'
  | 'rdb-unlink-temp-file'

export interface LatencySample {
  /** Unix seconds. */
  readonly time: number
  /** ms. */
  latency: number
}

export interface LatencySeries {
  readonly event: LatencyEvent
  /** The oldest first, at most one a second. */
  samples: LatencySample[]
  /** The highest there ever was, ms. */
  max: number
}

/** What LATENCY DOCTOR tells of an event; ms, the period in seconds. */
export interface LatencyFigures {
  readonly samples: number
  readonly average: number
  readonly deviation: number
  readonly period: number
}

export class LatencyMonitor {
  readonly server: RedisServer
  series = new Map<string, LatencySeries>()

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Unix seconds now. */
  get seconds(): number {
    return Math.floor(this.server.system.now() / 1e6)
  }

  /** Notes that something took `microseconds`, if that is worth noting (latencyAddSampleIfNeeded). */
  note(event: LatencyEvent, microseconds: number): void {
    const { latencyMonitorThreshold: threshold } = this.server.config.values
    if (threshold === 0) return
    const latency = Math.floor(microseconds / 1000)
    if (latency >= threshold) this.add(event, latency)
  }

  private add(event: LatencyEvent, latency: number): void {
    let series = this.series.get(event)
    if (series === undefined) {
      series = { event, samples: [], max: 0 }
      this.series.set(event, series)
    }
    series.max = Math.max(series.max, latency)
    const time = this.seconds
    const last = series.samples.at(-1)
    if (last?.time === time) {
      last.latency = Math.max(last.latency, latency)
      return
    }
    series.samples.push({ time, latency })
    if (series.samples.length > SAMPLES) series.samples.shift()
  }

  /** Forgets an event in any mixture of cases, or all of them; answers how many. */
  reset(name?: string): number {
    const events = [...this.series.keys()].filter((e) => name === undefined || e === toLower(name))
    for (const event of events) this.series.delete(event)
    return events.length
  }

  /** analyzeLatencyForEvent: all divisions of whole numbers. */
  figures({ samples }: LatencySeries): LatencyFigures {
    const count = samples.length
    const average = Math.floor(samples.reduce((sum, { latency }) => sum + latency, 0) / count)
    const off = samples.reduce((sum, { latency }) => sum + Math.abs(average - latency), 0)
    const period = Math.max(1, this.seconds - samples[0]!.time)
    return { samples: count, average, deviation: Math.floor(off / count), period }
  }
}
