/** Every ready-made world by its id. */
import type { Scenario } from './scenario.ts'
import { standalone } from './standalone.ts'

export const scenarios: Readonly<Record<string, Scenario>> = { [standalone.id]: standalone }
