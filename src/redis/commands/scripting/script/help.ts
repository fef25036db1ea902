import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const scriptHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of SCRIPT.',
  since: '5.0.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'scripting'],
  run: ({ reply }) =>
    writeHelp(reply, 'script', [
      ['DEBUG (YES|SYNC|NO)', 'Switch the debugger for the next scripts of this connection.'],
      ['EXISTS <sha1> [<sha1> ...]', 'Tell of each digest whether its script is kept.'],
      ['FLUSH [ASYNC|SYNC]', 'Forget all kept scripts.'],
      ['KILL', 'End the script that is running.'],
      ['LOAD <script>', 'Keep a script without running it.'],
    ]),
}
