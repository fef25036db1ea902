import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const configHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of CONFIG.',
  since: '5.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'config', [
      ['GET <pattern>', 'Tell the settings whose names match, with their values.'],
      ['SET <directive> <value>', 'Change a setting.'],
      ['RESETSTAT', 'Set the counters of INFO back to zero.'],
      ['REWRITE', 'Write the settings in effect to the configuration file.'],
    ]),
}
