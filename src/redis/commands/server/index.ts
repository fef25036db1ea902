import type { Command } from '../../command/declaration.ts'
import { acl } from './acl.ts'
import { bgrewriteaof } from './bgrewriteaof.ts'
import { bgsave } from './bgsave.ts'
import { commandContainer } from './command.ts'
import { config } from './config.ts'
import { dbsize } from './dbsize.ts'
import { flushall } from './flushall.ts'
import { flushdb } from './flushdb.ts'
import { debug } from './debug.ts'
import { failover } from './failover.ts'
import { info } from './info.ts'
import { lastsave } from './lastsave.ts'
import { latency } from './latency.ts'
import { lolwut } from './lolwut.ts'
import { memory } from './memory.ts'
import { moduleContainer } from './module.ts'
import { monitor } from './monitor.ts'
import { psync } from './psync.ts'
import { replconf } from './replconf.ts'
import { replicaof } from './replicaof.ts'
import { slaveof } from './slaveof.ts'
import { sync } from './sync.ts'
import { restoreAsking } from './restore-asking.ts'
import { role } from './role.ts'
import { save } from './save.ts'
import { shutdown } from './shutdown.ts'
import { slowlog } from './slowlog.ts'
import { swapdb } from './swapdb.ts'
import { time } from './time.ts'

export const serverCommands = [
  acl,
  bgsave,
  bgrewriteaof,
  commandContainer,
  config,
  dbsize,
  debug,
  failover,
  flushall,
  flushdb,
  info,
  lastsave,
  latency,
  lolwut,
  memory,
  moduleContainer,
  monitor,
  psync,
  replconf,
  replicaof,
  slaveof,
  sync,
  restoreAsking,
  role,
  save,
  shutdown,
  slowlog,
  swapdb,
  time,
] as const satisfies readonly Command[]
