import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const functionHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of FUNCTION.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'scripting'],
  run: ({ reply }) =>
    writeHelp(reply, 'function', [
      ['LOAD [REPLACE] <FUNCTION CODE>', 'Load a library; its first line names engine and library.'],
      ['DELETE <LIBRARY NAME>', 'Remove a library.'],
      [
        'LIST [LIBRARYNAME PATTERN] [WITHCODE]',
        'Show the libraries, their functions and, if asked, their code.',
      ],
      ['STATS', 'Show the function that is running and what the engines hold.'],
      ['KILL', 'End the function that is running.'],
      ['FLUSH [ASYNC|SYNC]', 'Remove all libraries.'],
      ['DUMP', 'Return all libraries as one value.'],
      ['RESTORE <PAYLOAD> [FLUSH|APPEND|REPLACE]', 'Load the libraries of such a value.'],
    ]),
}
