import type { Command } from '../../command/declaration.ts'
import { asking } from './asking.ts'
import { cluster } from './cluster.ts'
import { readonly } from './readonly.ts'
import { readwrite } from './readwrite.ts'

export const clusterCommands = [asking, cluster, readonly, readwrite] as const satisfies readonly Command[]
