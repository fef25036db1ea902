/** A server started with a redis.conf that the learner may edit. */
import { programs } from './programs.ts'
import type { Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, HOST, PORT, SERVER } from './standalone.ts'

/** Path of the configuration file on the machine's disk. */
export const CONF = '/redis.conf'

const text = `# The settings this server starts with.
port 6379
save ""

# 0 means no limit.
maxmemory 0

loglevel notice
`

export const configured: Scenario = {
  id: 'configured',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  build(world) {
    const { disk } = world.host(HOST)
    disk.write(CONF, text)
    disk.fsync(CONF)
    world.spawn({ host: HOST, program: 'redis-server', name: SERVER, argv: [CONF] })
  },
}
