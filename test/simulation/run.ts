/**
 * One simulated life: a redis-server, clients that count, and faults at random instants. What must hold:
 * a client sees its counter go up by one at a time since the server's last start, nothing acknowledged since
 * then is missing, a copy taken anywhere goes on alike, and the recording reproduces every event.
 */
import { RandomStream } from '../../src/bytes/random.ts'
import { redisServer } from '../../src/programs/redis-server.ts'
import { RedisServer } from '../../src/redis/server/server.ts'
import type { Input } from '../../src/world/inputs.ts'
import type { TraceEvent } from '../../src/world/trace.ts'
import { World } from '../../src/world/world.ts'
import { counter } from './counter.ts'

const CLIENTS = 4
const LIFE = 3_000_000
const FAULTS = 12

const build = (seed: string): World => {
  const world = new World({
    seed,
    epoch: 1_795_165_200_000_000,
    programs: { 'redis-server': redisServer, counter },
  })
  world.tracing = true
  world.spawn({
    host: 'server',
    program: 'redis-server',
    name: 'redis',
    argv: ['--save', '', '--protected-mode', 'no'],
  })
  for (let i = 0; i < CLIENTS; i++) world.spawn({ host: `app${i}`, program: 'counter', argv: [`c${i}`] })
  return world
}

/** Faults in pairs: what breaks is mended a while later. */
const faultPlan = (random: RandomStream): { at: number; input: Input }[] => {
  const plan: { at: number; input: Input }[] = []
  for (let i = 0; i < FAULTS; i++) {
    const at = random.below(LIFE)
    const later = at + 1000 + random.below(200_000)
    const app = `app${random.below(CLIENTS)}`
    const pairs: readonly (readonly [Input, Input])[] = [
      [
        { kind: 'signal', process: 'redis', signal: 'KILL' },
        { kind: 'restart', process: 'redis' },
      ],
      [
        { kind: 'power', host: 'server' },
        { kind: 'restart', process: 'redis' },
      ],
      [
        { kind: 'signal', process: 'redis', signal: 'TERM' },
        { kind: 'restart', process: 'redis' },
      ],
      [
        { kind: 'signal', process: 'redis', signal: 'STOP' },
        { kind: 'signal', process: 'redis', signal: 'CONT' },
      ],
      [
        { kind: 'link', from: app, to: 'server', hold: true },
        { kind: 'link', from: app, to: 'server', hold: false },
      ],
      [
        { kind: 'link', from: 'server', to: app, latency: 20_000 },
        { kind: 'link', from: 'server', to: app, latency: 150 },
      ],
    ]
    const [breaks, mends] = pairs[random.below(pairs.length)]!
    plan.push({ at, input: breaks }, { at: later, input: mends })
  }
  return plan.sort((a, b) => a.at - b.at)
}

/** What is wrong with a life, in words; empty: nothing. */
const check = (world: World, events: readonly TraceEvent[]): string[] => {
  const wrong: string[] = []
  const seen = new Map<string, number>()
  /** Which start of the server a client's connection belongs to: a late reply of a dead one counts no more. */
  const connected = new Map<string, number>()
  let starts = 0
  for (const event of events) {
    if (event.type === 'server.ready') {
      seen.clear()
      starts++
    }
    if (event.type === 'counter.connected') connected.set(event.key as string, starts)
    if (event.type !== 'counter.acknowledged' || connected.get(event.key as string) !== starts) continue
    const [key, value] = [event.key as string, event.value as number]
    const before = seen.get(key) ?? 0
    // A request whose reply was lost with its connection may have counted: the next may skip it.
    if (value <= before) wrong.push(`${key} was acknowledged as ${value} after ${before} at ${event.at}`)
    seen.set(key, value)
  }
  const server = world.byName.get('redis')!
  if (!server.alive || !(server.process instanceof RedisServer)) return wrong
  for (const [key, value] of seen) {
    const held = Number(server.process.databases[0]!.peek(key)?.value ?? 0)
    if (held < value) wrong.push(`${key} holds ${held}, and ${value} was acknowledged`)
  }
  return wrong
}

const firstDifference = (a: readonly TraceEvent[], b: readonly TraceEvent[]): number =>
  a.findIndex((event, i) => JSON.stringify(event) !== JSON.stringify(b[i]))

/** Lives one seed through; returns what went wrong. */
export const simulate = (seed: string): string[] => {
  const random = new RandomStream(`faults of ${seed}`)
  const world = build(seed)
  const plan = faultPlan(random)
  const copyAt = random.below(LIFE)
  let copy: World | undefined
  for (const { at, input } of plan) {
    if (copy === undefined && at >= copyAt) copy = world.copy()
    world.runUntil(world.epoch + at)
    world.input(input)
  }
  world.runUntil(world.epoch + LIFE + 500_000)
  const wrong = check(world, world.trace)
  if (!world.trace.some((event) => event.type === 'counter.acknowledged'))
    wrong.push('nothing was ever acknowledged')

  const again = build(seed)
  again.replay(world.inputs)
  again.runUntil(world.now)
  if (firstDifference(world.trace, again.trace) !== -1)
    wrong.push('the recording does not reproduce the trace')

  if (copy !== undefined) {
    const from = copy.eventSeq
    copy.replay(world.inputs.slice(copy.inputs.length))
    copy.runUntil(world.now)
    const rest = world.trace.filter((event) => event.seq > from)
    if (firstDifference(rest, copy.trace) !== -1) wrong.push('a copy went on differently')
  }
  return wrong
}
