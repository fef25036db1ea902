/**
 * Active defragmentation (defrag.c: activeDefragCycle), where the allocator tells which pages are worth it: pieces on
 * sparsely used pages are moved together, a little in each tick of the cron, and what becomes empty goes back to the
 * system. The pages are a model (`bins.ts`), the thresholds Redis's own.
 */
import { residency } from '../introspection/residency.ts'
import type { RedisServer } from '../server/server.ts'

/** Virtual µs to move a piece. */
const MOVE = 0.6

export class Defrag {
  readonly server: RedisServer
  /** Per cent of the CPU it takes at the moment (active_defrag_running); 0: it rests. */
  running = 0
  /** Pieces it moved (active_defrag_hits), and virtual µs it was at work in all. */
  moved = 0
  private spent = 0
  private startedAt = 0

  constructor(server: RedisServer) {
    this.server = server
  }

  /** Share of the allocator's pages that nothing uses, per cent, and in bytes. */
  private fragmentation(): { readonly percent: number; readonly bytes: number } {
    const { server } = this
    const { allocated, active } = residency(server, server.memory.used)
    return { percent: (active / allocated) * 100 - 100, bytes: active - allocated }
  }

  /** How much of the CPU it may take (computeDefragCycles): more, the more there is to do. */
  private effort(percent: number, bytes: number): number {
    const { values } = this.server.config
    const { activeDefragThresholdLower: lower, activeDefragThresholdUpper: upper } = values
    const { activeDefragCycleMin: least, activeDefragCycleMax: most } = values
    if (percent < lower || bytes < Number(values.activeDefragIgnoreBytes)) return 0
    const wanted = least + ((percent - lower) * (most - least)) / (upper - lower)
    return Math.trunc(Math.min(most, Math.max(least, wanted)))
  }

  /** Called by the cron. */
  cycle(): void {
    const { server } = this
    if (!server.config.values.activedefrag) {
      this.running = 0
      return
    }
    const { percent, bytes } = this.fragmentation()
    const effort = this.effort(percent, bytes)
    // A cycle that began goes on as it is, unless more is needed.
    if (effort > this.running) this.begin(effort, percent, bytes)
    if (this.running === 0) return
    const budget = (this.running * 1e6) / server.hz / 100
    const moved = server.memory.bins.compact(Math.floor(budget / MOVE), server.now)
    this.moved += moved
    this.spent += moved * MOVE
    if (server.charging) server.system.work(moved * MOVE)
    server.latency.note('active-defrag-cycle', moved * MOVE)
    if (moved < Math.floor(budget / MOVE)) this.end()
  }

  private begin(effort: number, percent: number, bytes: number): void {
    if (this.running === 0) this.startedAt = this.server.now
    this.running = effort
    this.server.log.verbose(
      `Starting active defrag, frag=${percent.toFixed(0)}%, frag_bytes=${bytes}, cpu=${effort}%`,
    )
  }

  private end(): void {
    const { server } = this
    const { percent, bytes } = this.fragmentation()
    const took = Math.floor((server.now - this.startedAt) / 1000)
    this.running = 0
    server.log.verbose(
      `Active defrag done in ${took}ms, reallocated=${this.moved}, frag=${percent.toFixed(0)}%, frag_bytes=${bytes}`,
    )
  }

  /** Virtual ms it was at work: in all, and since it began (INFO stats). */
  get time(): { readonly total: number; readonly current: number } {
    const current = this.running === 0 ? 0 : Math.floor((this.server.now - this.startedAt) / 1000)
    return { total: Math.floor(this.spent / 1000), current }
  }
}
