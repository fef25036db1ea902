/**
 * A server with a million keys and fifty clients that keep asking. The million is ballast, a model: counted,
 * scanned and costed, real once touched.
 */
import { Ballast } from '../redis/keyspace/ballast.ts'
import { RedisServer } from '../redis/server/server.ts'
import type { World } from '../world/world.ts'
import { programs } from './programs.ts'
import type { Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, HOST, PORT, SERVER, users } from './standalone.ts'

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

/** A hundred keys to walk over, thirty to delete, and fifty clients when they are called. */
export const keys: Scenario = {
  id: 'keys',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  acts: { crowd },
  build: (world) => seed(world, 0),
}

/** The same with a million keys more, and the fifty clients already there. */
export const million: Scenario = {
  ...keys,
  id: 'million',
  build(world) {
    seed(world, 1_000_000)
    for (const input of crowd.inputs) world.input(input)
  },
}
