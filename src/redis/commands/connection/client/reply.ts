import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'

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
}
