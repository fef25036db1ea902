/** Every program a machine of a lesson has, by the name a shell starts it with. */
import { script } from '../tools/script/script.ts'
import type { Program } from '../world/process.ts'
import type { Registry } from '../world/world.ts'

/** Those whose code may come in parts. */
export interface Composed {
  readonly redisServer: Program
  readonly redisCli: Program
  readonly shell: Program
  readonly redisCheckAof: Program
}

export const programsWith = ({ redisServer, redisCli, shell, redisCheckAof }: Composed): Registry =>
  Object.freeze({
    'redis-server': redisServer,
    'redis-cli': redisCli,
    'redis-check-aof': redisCheckAof,
    sh: shell,
    script,
  })
