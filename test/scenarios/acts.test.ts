import { describe, expect, it } from 'vitest'
import { buildWorld, playStep } from '../../src/exercises/run.ts'
import { WorldView } from '../../src/exercises/view.ts'
import { HashValue } from '../../src/redis/values/hash.ts'
import { ZSetValue } from '../../src/redis/values/zset.ts'
import { JOBS, NEW_CITY, NEW_NAME, PROFILE, WORKERS } from '../../src/scenarios/collections.ts'
import { BATCH, COUPONS } from '../../src/scenarios/expiring.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { CROWD, OLD_KEYS, STABLE_KEYS } from '../../src/scenarios/million.ts'
import { LIKERS } from '../../src/scenarios/standalone.ts'

const SECOND = 1_000_000

/** A scenario's world, an act done in it, and how to let virtual time pass. */
const enter = (id: string, act?: string) => {
  const scenario = scenarios[id]!
  const world = buildWorld(scenario, 'acts')
  const view = new WorldView(world)
  const pass = (seconds: number) => world.runUntil(world.now + seconds * SECOND)
  const perform = (name: string) => {
    for (const input of scenario.acts![name]!.inputs) playStep(world, { input }, '')
  }
  if (act !== undefined) perform(act)
  return { world, view, pass, perform }
}

describe('acts', () => {
  it('have a label in both languages and something to do', () => {
    for (const { acts = {} } of Object.values(scenarios)) {
      for (const { label, inputs } of Object.values(acts)) {
        expect(label.en).toBeTruthy()
        expect(label.ko).toBeTruthy()
        expect(inputs.length).toBeGreaterThan(0)
      }
    }
  })

  it('lose likes with GET and SET, and none with INCR', () => {
    const lossy = enter('standalone', 'like-get-set')
    lossy.pass(1)
    expect(Number(lossy.view.text('likes'))).toBeLessThan(LIKERS)
    const safe = enter('standalone', 'like-incr')
    safe.pass(1)
    expect(safe.view.text('likes')).toBe(String(LIKERS))
  })

  it('add keys and take them away again, and the hash table grows and shrinks', () => {
    const { view, pass, perform } = enter('keys')
    const dict = () => view.server()!.databases[0]!.dict
    const before = view.keys()
    perform('churn')
    expect(before.length).toBe(STABLE_KEYS + OLD_KEYS)
    const slots = dict().slots
    pass(1)
    expect(dict().slots).toBeGreaterThan(2 * slots)
    pass(4)
    expect(view.keys()).toEqual(before)
    expect(dict().slots).toBeLessThanOrEqual(2 * slots)
  })

  it('do every job that is sent, and the workers wait for more', () => {
    const { view, pass, perform } = enter('queue', 'workers')
    pass(1)
    expect(view.clients().filter((client) => client.blocked !== undefined).length).toBe(WORKERS)
    perform('sender')
    pass(6)
    expect(view.text('jobs:done')).toBe(String(JOBS))
    expect(view.keys()).toEqual(['jobs:done'])
  })

  it('play a game that keeps its leaderboard sorted', () => {
    const { view, pass } = enter('leaderboard', 'game')
    const ranking = () => {
      const value = view.entry('game')?.value
      return value instanceof ZSetValue ? value.byRank(0, -1, false) : undefined
    }
    pass(5)
    const early = ranking()
    expect(early?.members.length).toBe(5)
    expect(early?.scores).toEqual([...early!.scores].sort((a, b) => a - b))
    pass(60)
    expect(ranking()?.members.at(-1)).toBe('sora')
    expect(ranking()?.members).not.toEqual(early?.members)
  })

  it('lose an edit of a JSON string, and none of a hash', () => {
    const json = enter('profiles', 'edit-json')
    json.pass(1)
    expect(JSON.parse(json.view.text('profile:json')!)).toEqual({ ...PROFILE, city: NEW_CITY })
    const hash = enter('profiles', 'edit-hash')
    hash.pass(1)
    const profile = hash.view.entry('profile')?.value
    expect(profile instanceof HashValue && profile.flat()).toEqual(['name', NEW_NAME, 'city', NEW_CITY])
  })

  it('bring a crowd that keeps asking', () => {
    const { world, view, pass } = enter('keys', 'crowd')
    pass(1)
    world.takeTrace()
    pass(1)
    const asked = world.takeTrace().filter((event) => event.type === 'script.reply')
    expect(view.clients().length).toBeGreaterThanOrEqual(CROWD)
    expect(asked.length).toBeGreaterThan(CROWD * 40)
  })

  it('add keys that run out together', () => {
    const { view, pass, perform } = enter('expiring')
    expect(view.keys().filter((key) => key.startsWith('coupon:')).length).toBe(COUPONS)
    pass(30)
    expect(view.keys().filter((key) => key.startsWith('coupon:'))).toEqual([])
    perform('together')
    pass(1)
    expect(view.keys().filter((key) => key.startsWith('batch:')).length).toBe(BATCH)
    pass(4)
    expect(view.keys().filter((key) => key.startsWith('batch:'))).toEqual([])
    expect(view.ttl('config:title')).toBe(-1)
  })
})
