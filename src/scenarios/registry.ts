/** Every program a machine of a lesson has, by the name a shell starts it with, around a redis-server. */
import { redisCli } from '../tools/redis-cli/program.ts'
import { script } from '../tools/script/script.ts'
import { shell } from '../tools/shell/program.ts'
import type { Program } from '../world/process.ts'
import type { Registry } from '../world/world.ts'

export const programsWith = (redisServer: Program): Registry =>
  Object.freeze({ 'redis-server': redisServer, 'redis-cli': redisCli, sh: shell, script })
