/**
 * A cache's users as a program: looks keys up at a steady rate, some far more often than others (Zipf), and fills
 * what is missing (cache-aside). One seed, one sequence: servers with different policies can be given the same users.
 * The command line is a plan in JSON; it speaks RESP like any other client.
 */
import { RandomStream } from '../bytes/random.ts'
import { drawRank, keyOfRank } from '../bytes/zipf.ts'
import { ReplyDecoder } from '../resp/reply-decoder.ts'
import type { Reply } from '../resp/reply-decoder.ts'
import type { ConnectionId, Process, Program, System } from '../world/process.ts'

export interface WorkloadPlan {
  readonly host: string
  readonly port: number
  /** Gets a virtual second. */
  readonly rate: number
  /** Keys there are in all: `<prefix>0`, `<prefix>1` … */
  readonly keys: number
  /** `key:` unless given. */
  readonly prefix?: string
  /** Zipf's exponent: 0 asks for all keys alike, 0.99 (unless given) for the most popular one in ten times. */
  readonly skew?: number
  /** Bytes of a value, 100 unless given. */
  readonly value?: number
  /** Seconds a filled key may live, drawn between these two; left out: for ever. */
  readonly ttl?: readonly [from: number, to: number]
  /** Share of the keys that get an expiry, 0 to 1 (all unless given): by name, so it is always the same ones. */
  readonly ttlShare?: number
  /** Gets until it ends; 0 (unless given): it goes on for ever. */
  readonly gets?: number
  /** It sets keys instead of looking them up; what is said of gets is true of those sets. */
  readonly writes?: boolean
  /** Decides the sequence of keys; `users` unless given. */
  readonly seed?: string
  /** Taste changes: every so many virtual seconds the popularity moves on by so many keys. */
  readonly drift?: { readonly every: number; readonly by: number }
  /** What the trace calls it; the port unless given. */
  readonly name?: string
}

/** What the trace hears of it, every 100 virtual ms: totals, and those of the last 100 ms. */
export type WorkloadEvent =
  | {
      type: 'workload'
      name: string
      port: number
      gets: number
      hits: number
      /** Fills that the server refused: OOM, MISCONF … */
      refused: number
      recent: { readonly gets: number; readonly hits: number; readonly refused: number }
    }
  | { type: 'workload.done'; name: string; port: number; gets: number; hits: number; refused: number }

/** Virtual µs between two batches of gets at least, between two reports, and before trying to connect again. */
const STEP = 5_000
const REPORT = 100_000
const RETRY = 1_000_000
/** With so many replies missing it waits. */
const UNANSWERED_MAX = 1000
class Workload implements Process {
  private readonly system: System
  private readonly plan: WorkloadPlan
  private readonly random: RandomStream
  /** Chance of its own for expiries, so that they do not disturb the sequence of keys. */
  private readonly expiries: RandomStream
  private connection: ConnectionId | undefined
  private decoder = new ReplyDecoder()
  /** What the replies to come are for: the index of the key of a GET, -1 for a SET. */
  private awaited: number[] = []
  private startedAt = 0
  /** Gets sent since the connection was made, and what of the time before counts already. */
  private sent = 0
  private gets = 0
  private hits = 0
  private refused = 0
  private told = { gets: 0, hits: 0, refused: 0 }

  constructor(system: System, plan: WorkloadPlan) {
    this.system = system
    this.plan = plan
    const seed = plan.seed ?? 'users'
    this.random = new RandomStream(seed)
    this.expiries = new RandomStream(`${seed} expiries`)
  }

  start(): void {
    this.connect()
    this.system.setTimer(REPORT, 'report')
  }

  private connect(): void {
    this.decoder = new ReplyDecoder()
    this.awaited = []
    this.connection = this.system.connect(this.plan.host, this.plan.port)
  }

  onConnected(): void {
    this.startedAt = this.system.now()
    this.sent = 0
    this.step()
  }

  onConnectFailed(): void {
    this.onClose()
  }

  onClose(): void {
    this.connection = undefined
    this.system.setTimer(RETRY, 'connect')
  }

  onTimer(kind: string): void {
    if (kind === 'connect') this.connect()
    else if (kind === 'step') this.step()
    else this.report()
  }

  /** Sends the gets that are due. */
  private step(): void {
    const { connection, plan, system } = this
    if (connection === undefined) return
    const due = Math.floor(((system.now() - this.startedAt) / 1e6) * plan.rate) + 1
    let bytes = ''
    const last = plan.writes === true && plan.gets ? Math.min(due, plan.gets) : due
    for (; this.sent < last && this.awaited.length < UNANSWERED_MAX; this.sent++) {
      const key = this.nextKey()
      this.awaited.push(plan.writes === true ? -1 : key)
      bytes += request(plan.writes === true ? this.fill(key) : ['GET', this.nameOf(key)])
    }
    // What could not be asked in time is not asked later.
    this.sent = Math.max(this.sent, due)
    if (bytes !== '') system.send(connection, bytes)
    system.setTimer(Math.max(STEP, Math.floor(1e6 / plan.rate)), 'step')
  }

  private nextKey(): number {
    const { keys, skew = 0.99, drift } = this.plan
    const rank = drawRank(this.random, keys, skew)
    if (drift === undefined) return keyOfRank(rank, keys)
    const moved = Math.floor((this.system.now() - this.startedAt) / 1e6 / drift.every) * drift.by
    return keyOfRank(rank + moved, keys)
  }

  private nameOf(key: number): string {
    return `${this.plan.prefix ?? 'key:'}${key}`
  }

  onData(connection: ConnectionId, data: string): void {
    this.decoder.feed(data)
    let fills = ''
    for (let reply = this.decoder.next(); reply !== undefined; reply = this.decoder.next()) {
      fills += this.replied(reply)
    }
    if (fills !== '') this.system.send(connection, fills)
    const { gets = 0 } = this.plan
    if (gets > 0 && this.gets >= gets && this.awaited.length === 0) this.finish()
  }

  /** Counts a reply; answers what is sent because of it. */
  private replied(reply: Reply): string {
    const key = this.awaited.shift() ?? -1
    if (key === -1) {
      if (reply.type === 'error') this.refused++
      if (this.plan.writes === true) this.gets++
      return ''
    }
    const { gets = 0 } = this.plan
    if (gets > 0 && this.gets >= gets) return ''
    this.gets++
    if (reply.type === 'bulk') this.hits++
    if (reply.type !== 'nil') return ''
    this.awaited.push(-1)
    return request(this.fill(key))
  }

  private fill(key: number): string[] {
    const { value = 100, ttl, ttlShare = 1 } = this.plan
    const argv = ['SET', this.nameOf(key), 'v'.repeat(value)]
    // Keys with and without an expiry alternate by name.
    if (ttl === undefined || ((key * 61) % 100) / 100 >= ttlShare) return argv
    return [...argv, 'EX', String(ttl[0] + this.expiries.below(ttl[1] - ttl[0] + 1))]
  }

  private report(): void {
    const { system, gets, hits, refused, told } = this
    system.setTimer(REPORT, 'report')
    if (gets === told.gets) return
    this.told = { gets, hits, refused }
    const recent = { gets: gets - told.gets, hits: hits - told.hits, refused: refused - told.refused }
    this.tell({ type: 'workload', ...this.label, gets, hits, refused, recent })
  }

  private finish(): void {
    const { system, connection, gets, hits, refused } = this
    if (connection !== undefined) system.close(connection)
    this.tell({ type: 'workload.done', ...this.label, gets, hits, refused })
    system.exit(0)
  }

  private get label(): { readonly name: string; readonly port: number } {
    const { name, port } = this.plan
    return { name: name ?? String(port), port }
  }

  private tell(event: WorkloadEvent): void {
    if (this.system.tracing) this.system.emit(event)
  }
}

const request = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`

export const workload: Program = {
  name: 'workload',
  create: (system, argv) => new Workload(system, JSON.parse(argv[0] ?? '{}') as WorkloadPlan),
}
