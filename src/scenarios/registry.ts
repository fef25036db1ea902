/** Every program a machine of a lesson has, by the name a shell starts it with. */
import { workload } from '../programs/workload.ts'
import { script } from '../tools/script/script.ts'
import type { Program } from '../world/process.ts'
import type { Registry } from '../world/world.ts'

/** Those whose code may come in parts. */
export interface Composed {
  readonly redisServer: Program
  readonly redisCli: Program
  readonly shell: Program
  readonly redisCheckAof: Program
  readonly redisCheckRdb: Program
}

export const programsWith = ({
  redisServer,
  redisCli,
  shell,
  redisCheckAof,
  redisCheckRdb,
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
