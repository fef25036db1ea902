/** One server on one machine and a redis-cli beside it. */
import { redisCli } from '../tools/redis-cli/program.ts'
import { shell } from '../tools/shell/program.ts'
import { redisServer } from '../programs/redis-server.ts'
import { script } from '../tools/script/script.ts'
import type { Registry } from '../world/world.ts'
import type { Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'

/** Every program a machine of a lesson has. */
export const programs: Registry = Object.freeze({
  'redis-server': redisServer,
  'redis-cli': redisCli,
  sh: shell,
  script,
})

const HOST = 'server'

/** A server on 6379 without save points, and one redis-cli. */
export const standalone: Scenario = {
  id: 'standalone',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [{ id: 'cli-1', host: HOST, program: 'redis-cli', argv: [] }],
  servers: [{ name: 'redis-6379', host: HOST, port: 6379 }],
  build(world) {
    world.spawn({ host: HOST, program: 'redis-server', name: 'redis-6379', argv: ['--save', ''] })
  },
}
