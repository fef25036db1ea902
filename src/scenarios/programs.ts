/** The programs of a lesson's machines, their code all there: the page's worker has `host/programs.ts` instead. */
import { redisServer } from '../programs/redis-server.ts'
import { workload } from '../programs/workload.ts'
import { redisCheckAof } from '../tools/redis-check-aof/program.ts'
import { redisCheckRdb } from '../tools/redis-check-rdb/program.ts'
import { redisCli } from '../tools/redis-cli/program.ts'
import { script } from '../tools/script/script.ts'
import { shell } from '../tools/shell/program.ts'
import { codePart, lateProgram } from '../world/code-part.ts'
import { programsWith } from './registry.ts'

export const programs = programsWith({
  redisServer,
  redisCli,
  shell,
  redisCheckAof,
  redisCheckRdb,
  script: lateProgram(codePart('script', script)),
  workload: lateProgram(codePart('workload', workload)),
})
