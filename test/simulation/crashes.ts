/**
 * A life of crashes: a redis-server with a persistence policy, clients that count, and at random instants a killed
 * process or a power cut, a slow disk, a snapshot, a rewrite, a killed child. What the policy promises must hold,
 * acknowledged write by acknowledged write; what it does not promise is told, not counted as wrong.
 */
import { RandomStream } from '../../src/bytes/random.ts'
import { redisServer } from '../../src/programs/redis-server.ts'
import type { Input } from '../../src/world/inputs.ts'
import type { Process, Program, System } from '../../src/world/process.ts'
import type { TraceEvent } from '../../src/world/trace.ts'
import { World } from '../../src/world/world.ts'
import { counter } from './counter.ts'

export interface Policy {
  readonly name: string
  readonly argv: readonly string[]
  /** Virtual µs before a power cut from which on acknowledged writes may be lost; undefined: only snapshots keep. */
  readonly window?: number
  /** The append-only file keeps what was acknowledged when only the process is killed. */
  readonly log: boolean
}

const AOF = ['--appendonly', 'yes', '--save', '']
/** The kernel flushes what is older than half a minute, and looks every five seconds. */
const KERNEL = 36_000_000

export const policies: readonly Policy[] = [
  { name: 'always', argv: [...AOF, '--appendfsync', 'always'], window: 0, log: true },
  { name: 'everysec', argv: [...AOF, '--appendfsync', 'everysec'], window: 2_100_000, log: true },
  { name: 'no', argv: [...AOF, '--appendfsync', 'no'], window: KERNEL, log: true },
  {
    name: 'commands',
    argv: [...AOF, '--appendfsync', 'always', '--aof-use-rdb-preamble', 'no'],
    window: 0,
    log: true,
  },
  { name: 'snapshots', argv: ['--save', '1 1'], log: false },
  { name: 'nothing', argv: ['--save', ''], log: false },
]

const CLIENTS = 3
const LIFE = 9_000_000
const CRASHES = 4

/** Asks the server for one thing and leaves. */
class Visitor implements Process {
  private readonly system: System
  private readonly word: string

  constructor(system: System, word: string) {
    this.system = system
    this.word = word
  }

  start(): void {
    this.system.connect('server', 6379)
  }

  onConnected(connection: number): void {
    this.system.send(connection, `${this.word}\r\n`)
  }

  onData(): void {
    this.system.exit(0)
  }
}

const visitor: Program = { name: 'visitor', create: (system, [word]) => new Visitor(system, word!) }

const build = (seed: string, policy: Policy): World => {
  const programs = { 'redis-server': redisServer, counter, visitor }
  const world = new World({ seed, epoch: 1_795_165_200_000_000, programs })
  world.tracing = true
  const argv = ['--protected-mode', 'no', '--rdb-key-save-delay', '20000', ...policy.argv]
  world.spawn({ host: 'server', program: 'redis-server', name: 'redis', argv })
  for (let i = 0; i < CLIENTS; i++) world.spawn({ host: `app${i}`, program: 'counter', argv: [`c${i}`] })
  return world
}

interface Planned {
  readonly at: number
  readonly input: Input
}

const crashes = (random: RandomStream): Planned[] => {
  const plan: Planned[] = []
  for (let i = 0; i < CRASHES; i++) {
    // One in each stretch of the life: a crash while the server is down proves nothing.
    const at = ((i + 0.2 + random.below(600) / 1000) * LIFE) / CRASHES
    const kill: Input = { kind: 'signal', process: 'redis', signal: 'KILL' }
    const input: Input = random.below(2) === 0 ? kill : { kind: 'power', host: 'server' }
    plan.push({ at, input })
    plan.push({ at: at + 1000 + random.below(300_000), input: { kind: 'restart', process: 'redis' } })
  }
  return plan
}

const disturbances = (random: RandomStream): Planned[] => {
  const plan: Planned[] = []
  for (let i = 0; i < 6; i++) {
    const at = random.below(LIFE)
    const word = ['BGSAVE', 'BGREWRITEAOF', 'BGREWRITEAOF'][random.below(3)]!
    const visit = {
      kind: 'spawn',
      host: 'desk',
      name: `visitor${i}`,
      program: 'visitor',
      argv: [word],
    } as const
    plan.push({ at, input: visit })
    const process = `redis-${word === 'BGSAVE' ? 'rdb' : 'aof'}-child`
    if (random.below(3) === 0) {
      plan.push({ at: at + 10_000, input: { kind: 'signal', process, signal: 'KILL' } })
    }
  }
  const slow = random.below(LIFE)
  plan.push({ at: slow, input: { kind: 'disk', host: 'server', timing: { fsync: 700_000 } } })
  plan.push({ at: slow + 1_500_000, input: { kind: 'disk', host: 'server', timing: { fsync: 500 } } })
  return plan
}

/** An acknowledged write that is gone. */
export interface LostWrite {
  readonly key: string
  readonly value: number
  /** When it was acknowledged, virtual µs. */
  readonly at: number
}

export interface Crash {
  readonly at: number
  readonly how: 'killed' | 'power'
  readonly lost: readonly LostWrite[]
}

interface Life {
  /** Acknowledged since the life began and, as far as is known, kept. */
  readonly kept: Map<string, LostWrite[]>
  /** Keys that were not heard of since the last start. */
  readonly unheard: Set<string>
  crash: { at: number; how: 'killed' | 'power'; lost: LostWrite[] } | undefined
}

/** What each crash cost, as the clients saw it: after it a counter goes on from what was kept. */
export const ledger = (events: readonly TraceEvent[]): Crash[] => {
  const found: Crash[] = []
  const life: Life = { kept: new Map(), unheard: new Set(), crash: undefined }
  for (const event of events) {
    if (event.type === 'process.ended' && event.name === 'redis') {
      const how = event.how === 'power' ? 'power' : 'killed'
      life.crash = { at: event.at, how, lost: [] }
      found.push(life.crash)
      for (const key of life.kept.keys()) life.unheard.add(key)
    } else if (event.type === 'counter.acknowledged') acknowledged(life, event)
  }
  return found
}

const acknowledged = (life: Life, event: TraceEvent): void => {
  const [key, value] = [event.key as string, event.value as number]
  const all = life.kept.get(key) ?? []
  // A reply that was on the wire when the server died says nothing of what was kept.
  const late = life.crash !== undefined && life.unheard.has(key) && value === (all.at(-1)?.value ?? 0) + 1
  if (life.unheard.delete(key) && !late) {
    while (all.length > 0 && all.at(-1)!.value >= value) life.crash!.lost.push(all.pop()!)
  }
  all.push({ key, value, at: event.at })
  life.kept.set(key, all)
}

/** Fork instants of the snapshots that reached the disk before `at`. */
const lastSnapshot = (events: readonly TraceEvent[], at: number): number => {
  let forked = -Infinity
  let safe = -Infinity
  for (const event of events) {
    if (event.at >= at) break
    if (event.type === 'fork') forked = event.at
    if (event.type === 'rdb.saved') safe = forked
  }
  return safe
}

/** Since when nothing was written to the file because an fsync was running: that buffer dies with the process. */
const unwritten = (events: readonly TraceEvent[], at: number): number => {
  let since = Infinity
  for (const event of events) {
    if (event.at >= at) break
    if (event.type === 'aof.postponed') since = event.at
    if (event.type === 'aof.write' || event.type === 'server.ready') since = Infinity
  }
  return since
}

/** What is wrong with a crash under this policy, in words; undefined: it took no more than it may. */
const complaint = (policy: Policy, crash: Crash, events: readonly TraceEvent[]): string | undefined => {
  let since = lastSnapshot(events, crash.at)
  if (policy.log) since = crash.how === 'killed' ? unwritten(events, crash.at) : crash.at - policy.window!
  const broken = crash.lost.find((write) => write.at < since)
  if (broken === undefined) return undefined
  const age = ((crash.at - broken.at) / 1e6).toFixed(3)
  return `${policy.name}: ${broken.key} = ${broken.value}, acknowledged ${age} s before it was ${crash.how}, is gone`
}

/** Lives one seed through; what went wrong, and what each crash cost. */
export const liveThroughCrashes = (seed: string, policy: Policy): { wrong: string[]; crashes: Crash[] } => {
  const random = new RandomStream(`crashes of ${seed} ${policy.name}`)
  const world = build(seed, policy)
  const plan = [...crashes(random), ...disturbances(random)].sort((a, b) => a.at - b.at)
  for (const { at, input } of plan) {
    world.runUntil(world.epoch + Math.floor(at))
    world.input(input)
  }
  world.runUntil(world.epoch + LIFE + 1_000_000)
  const found = ledger(world.trace)
  const wrong = found
    .map((crash) => complaint(policy, crash, world.trace))
    .filter((text) => text !== undefined)
  if (found.length < CRASHES) wrong.push(`${policy.name}: only ${found.length} crashes`)
  if (world.byName.get('redis')?.alive !== true) wrong.push(`${policy.name}: the server did not start again`)
  return { wrong, crashes: found }
}
