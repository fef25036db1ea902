import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const moduleHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of MODULE.',
  since: '5.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'module', [
      ['LIST', 'Show the modules that are loaded.'],
      ['LOAD <path> [<arg> ...]', 'Load a module from a file, with arguments.'],
      [
        'LOADEX <path> [CONFIG <name> <value> ...] [ARGS <arg> ...]',
        'Load a module from a file, with parameters and arguments.',
      ],
      ['UNLOAD <name>', 'Take a module out.'],
    ]),
}
