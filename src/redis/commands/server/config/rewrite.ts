import type { Declaration } from '../../../command/declaration.ts'

export const configRewrite: Declaration = {
  name: 'rewrite',
  summary: 'Writes the settings now in effect to the configuration file.',
  since: '2.8.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
}
