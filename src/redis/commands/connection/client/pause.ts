import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, token } from '../../../command/declaration.ts'

export const clientPause: Declaration = {
  name: 'pause',
  summary: 'Holds back the commands of all clients, or only their writes, for a while.',
  since: '2.9.50',
  group: 'connection',
  complexity: 'O(1)',
  history: [['6.2.0', 'The `WRITE` and `ALL` modes.']],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    integer('timeout'),
    oneof('mode', [token('write', 'WRITE'), token('all', 'ALL')], { since: '6.2.0', optional: true }),
  ],
}
