import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'

export const commandDocs: Declaration = {
  name: 'docs',
  summary: 'Returns the documentation of commands: summary, arguments, history.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N commands looked up',
  arity: -2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output_order'],
  args: [string('command-name', { optional: true, multiple: true })],
}
