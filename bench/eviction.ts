/**
 * How well each policy keeps what will be asked for: hit ratios of a cache on a skewed workload, against those of
 * the real server.
 *
 * Zipf(0.99) over 100,000 keys of which about 9,700 fit, values of 100 bytes, 1,000,000 gets at 2,000 a second of the
 * server's clock, a miss is filled with SET (volatile policies: with an expiry of one to two hours). The LRU clock
 * ticks once a second, so the pace matters. The real server's figures were measured on redis-server 7.0.15 with the
 * same workload, its clock made to run twelve times as fast (gettimeofday and clock_gettime scaled) and 24,000 gets a
 * real second; maxmemory was set so that the same number of keys fits, there and here.
 */
import { RandomStream } from '../src/bytes/random.ts'
import { drawRank, keyOfRank } from '../src/bytes/zipf.ts'
import { createServer } from '../src/programs/redis-server.ts'
import { processCommand } from '../src/redis/server/call.ts'
import { RedisServer } from '../src/redis/server/server.ts'
import { World } from '../src/world/world.ts'

const KEYS = 100_000
const FIT = 9_700
const GETS = 1_000_000
const CALIBRATION = 100_000
/** Gets of a step, and the virtual µs it takes. */
const STEP = 20
const STEP_TIME = 10_000
const SKEW = 0.99
const VALUE = 'v'.repeat(100)
/** A key with this value, and one with an expiry too, bytes. */
const KEY_BYTES = 208
const VOLATILE_BYTES = 246
/** Goal: hit ratios no further apart than this. */
const TOLERANCE = 0.005

interface Case {
  readonly policy: string
  readonly samples: number
  /** Hit ratio of the real server, measured as above; of the project's anchors where they have one. */
  readonly real: number
  readonly anchor?: number
}

const cases: readonly Case[] = [
  { policy: 'allkeys-lru', samples: 5, real: 0.716, anchor: 0.7181 },
  { policy: 'allkeys-lru', samples: 10, real: 0.7174, anchor: 0.7198 },
  { policy: 'allkeys-lfu', samples: 5, real: 0.7444, anchor: 0.7458 },
  { policy: 'allkeys-random', samples: 5, real: 0.6802, anchor: 0.6819 },
  { policy: 'volatile-lru', samples: 5, real: 0.716 },
  { policy: 'volatile-lfu', samples: 5, real: 0.7449 },
  { policy: 'volatile-random', samples: 5, real: 0.6809 },
  { policy: 'volatile-ttl', samples: 5, real: 0.6818, anchor: 0.684 },
  { policy: 'noeviction', samples: 5, real: 0.7186 },
]

/** A key as its users choose it. */
const draw = (random: RandomStream): string => `key:${keyOfRank(drawRank(random, KEYS, SKEW), KEYS)}`

class Cache {
  private readonly world: World
  readonly server: RedisServer
  private readonly call: (...argv: string[]) => string
  private readonly random = new RandomStream('gets')
  private readonly expiring: boolean

  constructor({ policy, samples }: Case) {
    const settings = { save: '', 'maxmemory-policy': policy, 'maxmemory-samples': String(samples) }
    const program = {
      name: 'redis-server',
      create: (system: Parameters<typeof createServer>[0]) =>
        createServer(system, settings, { charging: false }),
    }
    this.world = new World({
      seed: policy,
      epoch: 1_700_000_000_000_000,
      programs: { 'redis-server': program },
    })
    this.world.spawn({ host: 'cache', program: 'redis-server', name: 'cache' })
    this.world.runUntil(this.world.now)
    const server = this.world.byName.get('cache')!.process
    if (!(server instanceof RedisServer)) throw new Error('the server did not start')
    this.server = server
    this.expiring = policy.startsWith('volatile')
    const client = server.createClient({ address: 'bench', localAddress: 'bench' })
    this.call = (...argv) => {
      processCommand(client, argv)
      return String(client.reply.take()[0])
    }
    this.limit(server.memory.used + FIT * this.keyBytes)
  }

  get keyBytes(): number {
    return this.expiring ? VOLATILE_BYTES : KEY_BYTES
  }

  limit(bytes: number): void {
    this.call('CONFIG', 'SET', 'maxmemory', String(bytes))
  }

  /** Makes about as many keys fit as there should. */
  calibrate(): void {
    for (let i = 0; i < 2; i++) {
      this.play(CALIBRATION)
      const { maxmemory } = this.server.config.values
      this.limit(maxmemory + (FIT - this.server.keyCount) * this.keyBytes)
      this.call('FLUSHALL')
    }
  }

  /** Hits among so many gets. */
  play(gets: number): number {
    let hits = 0
    for (let i = 0; i < gets; i++) {
      if (i % STEP === 0) this.world.runUntil(this.world.now + STEP_TIME)
      const key = draw(this.random)
      if (this.call('GET', key) !== '$-1\r\n') hits++
      else if (this.expiring) this.call('SET', key, VALUE, 'EX', String(3600 + this.random.below(3600)))
      else this.call('SET', key, VALUE)
    }
    return hits
  }
}

/** Prints hit ratios beside the real server's; false when one is too far off. */
export const benchEviction = (): boolean => {
  console.log(`\nEviction: hit ratio, Zipf(${SKEW}) over 100,000 keys, room for about 9,700, 1 M gets`)
  console.log(
    'policy           samples     ours  7.0.15  difference   keys   (7.0.15 measured with its clock at 12×)',
  )
  let good = true
  for (const one of cases) {
    const cache = new Cache(one)
    cache.calibrate()
    const ratio = cache.play(GETS) / GETS
    const difference = ratio - one.real
    if (Math.abs(difference) > TOLERANCE) good = false
    console.log(
      one.policy.padEnd(16),
      String(one.samples).padStart(7),
      ratio.toFixed(4).padStart(8),
      one.real.toFixed(4).padStart(7),
      difference.toFixed(4).padStart(11),
      String(cache.server.keyCount).padStart(6),
    )
  }
  if (!good) console.log(`A hit ratio is further than ${TOLERANCE} from the real server's.`)
  return good
}
