import type { Command } from '../../command/declaration.ts'
import { evalScript } from './eval.ts'
import { evalRo } from './eval_ro.ts'
import { evalsha } from './evalsha.ts'
import { evalshaRo } from './evalsha_ro.ts'
import { fcall } from './fcall.ts'
import { fcallRo } from './fcall_ro.ts'
import { functionContainer } from './function.ts'
import { script } from './script.ts'

export const scriptingCommands = [
  evalScript,
  evalRo,
  evalsha,
  evalshaRo,
  fcall,
  fcallRo,
  functionContainer,
  script,
] as const satisfies readonly Command[]
