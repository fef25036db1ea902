import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'

export const clientNoEvict: Declaration = {
  name: 'no-evict',
  summary: 'Exempts this connection from being closed when client memory runs out.',
  since: '7.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [oneof('enabled', [token('on', 'ON'), token('off', 'OFF')])],
}
