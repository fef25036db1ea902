import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

export const clientReply: Declaration = {
  name: 'reply',
  summary: 'Switches replies to this connection on or off, or skips the next one.',
  since: '3.2.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  args: [oneof('on_off_skip', [token('on', 'ON'), token('off', 'OFF'), token('skip', 'SKIP')])],
  run: (client, argv) => {
    const mode = argv[2]!
    if (equalsIgnoreCase(mode, 'on')) {
      // A SKIP within the same transaction still covers the command after it.
      if (client.replyMode !== 'skip-next') client.replyMode = 'on'
      client.reply.muted = false
      client.reply.ok()
    } else if (equalsIgnoreCase(mode, 'off')) {
      client.replyMode = 'off'
      client.reply.muted = true
    } else if (equalsIgnoreCase(mode, 'skip')) {
      if (client.replyMode !== 'off') client.replyMode = 'skip-next'
    } else throw errors.syntax()
  },
}
