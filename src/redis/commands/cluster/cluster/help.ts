import type { Declaration } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of CLUSTER.',
  since: '5.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: clusterOnly,
}
