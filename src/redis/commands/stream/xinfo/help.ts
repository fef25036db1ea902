import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const xinfoHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of XINFO.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['stream', 'slow'],
  run: (client) =>
    writeHelp(client.reply, 'xinfo', [
      ['CONSUMERS <key> <groupname>', 'Describe the consumers of the group.'],
      ['GROUPS <key>', 'Describe the consumer groups of the stream.'],
      ['STREAM <key> [FULL [COUNT <count>]', 'Describe the stream.'],
    ]),
}
