/** Every program a machine of a lesson has, by the name a shell starts it with. */
import { redisServer } from '../programs/redis-server.ts'
import { redisCli } from '../tools/redis-cli/program.ts'
import { script } from '../tools/script/script.ts'
import { shell } from '../tools/shell/program.ts'
import type { Registry } from '../world/world.ts'

export const programs: Registry = Object.freeze({
  'redis-server': redisServer,
  'redis-cli': redisCli,
  sh: shell,
  script,
})
