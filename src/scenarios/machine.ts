/** A machine with Redis installed and nothing running, and two shells on it. */
import { programs } from './programs.ts'
import type { Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { HOST, PORT } from './standalone.ts'

/** Where the `docker run` line of the lesson is kept for its exercise to read. */
export const DOCKER_LINE = 'docker-run.txt'

export const machine: Scenario = {
  id: 'machine',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [
    { id: 'sh-1', host: HOST, program: 'sh', argv: [] },
    { id: 'sh-2', host: HOST, program: 'sh', argv: [] },
  ],
  servers: [{ name: 'redis-6379', host: HOST, port: PORT }],
  build(world) {
    world.host(HOST)
  },
}
