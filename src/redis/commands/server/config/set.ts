import type { Declaration } from '../../../command/declaration.ts'
import { block, string } from '../../../command/declaration.ts'

export const configSet: Declaration = {
  name: 'set',
  summary: 'Changes settings of the running server, all of them or none.',
  since: '2.0.0',
  group: 'server',
  complexity: 'O(N) for N settings given',
  history: [['7.0.0', 'Takes several settings.']],
  arity: -4,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [block('parameter_value', [string('parameter'), string('value')], { multiple: true })],
}
