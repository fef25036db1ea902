import type { Command } from '../command/declaration.ts'
import { connectionCommands } from './connection/index.ts'
import { stringCommands } from './string/index.ts'
import { listCommands } from './list/index.ts'
import { hashCommands } from './hash/index.ts'
import { setCommands } from './set/index.ts'
import { sortedSetCommands } from './sorted-set/index.ts'
import { hyperloglogCommands } from './hyperloglog/index.ts'
import { geoCommands } from './geo/index.ts'
import { bitmapCommands } from './bitmap/index.ts'
import { streamCommands } from './stream/index.ts'
import { pubsubCommands } from './pubsub/index.ts'
import { genericCommands } from './generic/index.ts'
import { transactionsCommands } from './transactions/index.ts'
import { scriptingCommands } from './scripting/index.ts'
import { clusterCommands } from './cluster/index.ts'
import { serverCommands } from './server/index.ts'

/** Every command of a standalone server, group by group. */
export const commands: readonly Command[] = [
  ...connectionCommands,
  ...stringCommands,
  ...listCommands,
  ...hashCommands,
  ...setCommands,
  ...sortedSetCommands,
  ...hyperloglogCommands,
  ...geoCommands,
  ...bitmapCommands,
  ...streamCommands,
  ...pubsubCommands,
  ...genericCommands,
  ...transactionsCommands,
  ...scriptingCommands,
  ...clusterCommands,
  ...serverCommands,
]
