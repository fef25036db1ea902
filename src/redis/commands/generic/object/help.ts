import type { Declaration } from '../../../command/declaration.ts'

export const objectHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of OBJECT.',
  since: '6.2.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['keyspace', 'slow'],
}
