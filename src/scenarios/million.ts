/**
 * A server with a hundred keys, and the same with a hundred thousand or a million more and fifty clients that keep
 * asking. Those many are ballast, a model: counted, scanned and costed, real once touched.
 */
import { Ballast } from '../redis/keyspace/ballast.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { Input } from '../world/inputs.ts'
import type { World } from '../world/world.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, clients, HOST, PORT, SERVER, users } from './standalone.ts'

export const CROWD = 50
export const STABLE_KEYS = 100
export const OLD_KEYS = 30

/** Seeds the server's first database; the process has been made but not started. */
const seed = (world: World, ballast: number): void => {
  const server = world.spawn({
    host: HOST,
    program: 'redis-server',
    name: SERVER,
    argv: ['--save', ''],
  }).process
  if (!(server instanceof RedisServer)) return
  const db = server.databases[0]!
  for (let i = 0; i < STABLE_KEYS; i++) db.add(`item:${i}`, `value ${i}`)
  for (let i = 0; i < OLD_KEYS; i++) db.add(`old:${i}`, 'stale')
  if (ballast > 0) db.ballast = new Ballast('user:', ballast, 'x')
}

const crowd = users(
  { en: 'Let 50 clients ask', ko: '클라이언트 50명 보내기' },
  { clients: CROWD, stagger: 0.4, turns: 0, every: 20, steps: [{ send: ['GET', 'item:$client'] }] },
)

/** Keys that a client adds one by one and then removes, virtual ms apart. */
const PASSERS = 1000
const PASSER_GAP = 1

/** One client that sends a command for each of the passing keys. */
const passers = (name: string, start: number, send: readonly string[]): Input =>
  clients(name, { start, turns: PASSERS, every: PASSER_GAP, steps: [{ send }] })

/** Keys that come and go, so that the hash table grows and shrinks under whoever walks over it. */
const churn: Act = {
  label: { en: 'Add and remove 1,000 keys', ko: '키 1,000개 넣었다 빼기' },
  mark: 'switch',
  inputs: [
    passers('adds', 0, ['SET', 'passer:$turn', 'x']),
    passers('removes', PASSERS * PASSER_GAP, ['DEL', 'passer:$turn']),
  ],
}

/** A hundred keys to walk over, thirty to delete, and fifty clients when they are called. */
export const keys: Scenario = {
  id: 'keys',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  acts: { crowd, churn },
  build: (world) => seed(world, 0),
}

/** The same with many keys more, and the fifty clients already there. */
const crowded = (id: string, ballast: number): Scenario => ({
  ...keys,
  id,
  build(world) {
    seed(world, ballast)
    for (const input of crowd.inputs) world.input(input)
  },
})

export const million = crowded('million', 1_000_000)

/** Small enough for a whole walk of ten keys a page. */
export const hundredThousand = crowded('hundred-thousand', 100_000)
