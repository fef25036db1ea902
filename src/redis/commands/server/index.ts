import type { Command } from '../../command/declaration.ts'
import { acl } from './acl.ts'
import { commandContainer } from './command.ts'
import { config } from './config.ts'
import { dbsize } from './dbsize.ts'
import { flushall } from './flushall.ts'
import { flushdb } from './flushdb.ts'
import { info } from './info.ts'
import { monitor } from './monitor.ts'
import { slowlog } from './slowlog.ts'
import { swapdb } from './swapdb.ts'
import { time } from './time.ts'

export const serverCommands = [
  acl,
  commandContainer,
  config,
  dbsize,
  flushall,
  flushdb,
  info,
  monitor,
  slowlog,
  swapdb,
  time,
] as const satisfies readonly Command[]
