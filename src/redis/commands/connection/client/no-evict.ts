import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

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
  run: (client, argv) => {
    const mode = argv[2]!
    if (equalsIgnoreCase(mode, 'on')) client.noEvict = true
    else if (equalsIgnoreCase(mode, 'off')) client.noEvict = false
    else throw errors.syntax()
    client.reply.ok()
  },
}
