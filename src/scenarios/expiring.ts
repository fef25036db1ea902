/**
 * A server whose keys run out: a dozen with names and times of their own, a thousand coupons that run out
 * within a few seconds of each other, and one key that stays.
 */
import { RedisServer } from '../redis/server/server.ts'
import { programs } from './programs.ts'
import type { Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, HOST, PORT, SERVER, users } from './standalone.ts'

/** Keys with a name, the value they hold, and how many seconds they have. */
const NAMED: readonly (readonly [key: string, value: string, seconds: number])[] = [
  ['otp:mina', '481 902', 5],
  ['lock:report', 'worker-3', 8],
  ['code:welcome', 'new', 12],
  ['cache:front', '<html>', 20],
  ['cache:news', '<html>', 25],
  ['cart:park', 'book,pen', 40],
  ['session:kim', 'user 1', 60],
  ['session:lee', 'user 2', 90],
  ['cache:rank', '[7,3,1]', 120],
  ['token:app', 'a91f', 300],
  ['invite:team', 'team-5', 900],
  ['visits:today', '1204', 3600],
]

export const COUPONS = 1000
/** Seconds after the start at which the first coupon runs out, and over how many the rest follow. */
const COUPONS_FROM = 15
const COUPONS_WITHIN = 4

/** How many keys the act adds, and how many ms each of them has. */
export const BATCH = 1000
const BATCH_TTL = 3000

export const expiring: Scenario = {
  id: 'expiring',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  acts: {
    together: users(
      { en: 'Add 1,000 keys with 3 s each', ko: '3초짜리 키 1,000개 넣기' },
      { turns: BATCH, steps: [{ send: ['SET', 'batch:$turn', 'x', 'PX', String(BATCH_TTL)] }] },
    ),
  },
  build(world) {
    const { process } = world.spawn({
      host: HOST,
      program: 'redis-server',
      name: SERVER,
      argv: ['--save', ''],
    })
    if (!(process instanceof RedisServer)) return
    const db = process.databases[0]!
    const start = world.now / 1000
    db.add('config:title', 'Shop')
    for (const [key, value, seconds] of NAMED) db.expire(db.add(key, value), start + seconds * 1000)
    for (let i = 0; i < COUPONS; i++) {
      const after = COUPONS_FROM * 1000 + Math.floor((i * COUPONS_WITHIN * 1000) / COUPONS)
      db.expire(db.add(`coupon:${i}`, '10%'), start + after)
    }
  },
}
