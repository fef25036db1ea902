import type { Command } from '../../command/declaration.ts'
import { discard } from './discard.ts'
import { exec } from './exec.ts'
import { multi } from './multi.ts'
import { unwatch } from './unwatch.ts'
import { watch } from './watch.ts'

export const transactionsCommands = [
  discard,
  exec,
  multi,
  unwatch,
  watch,
] as const satisfies readonly Command[]
