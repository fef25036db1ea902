import type { Declaration } from '../../../command/declaration.ts'

export const commandHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of COMMAND.',
  since: '5.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
}
