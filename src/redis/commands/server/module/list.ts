import type { Declaration } from '../../../command/declaration.ts'

export const moduleList: Declaration = {
  name: 'list',
  summary: 'Lists the loaded modules.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(N) for N loaded modules',
  arity: 2,
  flags: ['admin', 'noscript'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['nondeterministic_output_order'],
  run: ({ reply }) => reply.array(0),
}
