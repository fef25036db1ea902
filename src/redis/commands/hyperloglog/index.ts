import type { Command } from '../../command/declaration.ts'
import { pfadd } from './pfadd.ts'
import { pfcount } from './pfcount.ts'
import { pfdebug } from './pfdebug.ts'
import { pfmerge } from './pfmerge.ts'
import { pfselftest } from './pfselftest.ts'

export const hyperloglogCommands = [
  pfadd,
  pfcount,
  pfdebug,
  pfmerge,
  pfselftest,
] as const satisfies readonly Command[]
