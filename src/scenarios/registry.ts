/** Every program a machine of a lesson has, by the name a shell starts it with. */
import type { Program } from '../world/process.ts'
import type { Registry } from '../world/world.ts'

/** Those whose code may come in parts. */
export interface Composed {
  readonly redisServer: Program
  readonly redisCli: Program
  readonly shell: Program
  readonly redisCheckAof: Program
  readonly redisCheckRdb: Program
  readonly script: Program
  readonly workload: Program
}

export const programsWith = ({
  redisServer,
  redisCli,
  shell,
  redisCheckAof,
  redisCheckRdb,
  script,
  workload,
}: Composed): Registry =>
  Object.freeze({
    'redis-server': redisServer,
    'redis-cli': redisCli,
    'redis-check-aof': redisCheckAof,
    'redis-check-rdb': redisCheckRdb,
    sh: shell,
    script,
    workload,
  })
