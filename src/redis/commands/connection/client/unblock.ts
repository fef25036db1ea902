import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, token } from '../../../command/declaration.ts'

export const clientUnblock: Declaration = {
  name: 'unblock',
  summary: 'Wakes a client waiting in a blocking command, as if it timed out or with an error.',
  since: '5.0.0',
  group: 'connection',
  complexity: 'O(log N) for N connected clients',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    integer('client-id'),
    oneof('timeout_error', [token('timeout', 'TIMEOUT'), token('error', 'ERROR')], { optional: true }),
  ],
}
