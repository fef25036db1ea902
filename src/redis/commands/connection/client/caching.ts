import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

export const clientCaching: Declaration = {
  name: 'caching',
  summary: 'Says whether the keys of the next command are to be tracked.',
  since: '6.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  args: [oneof('mode', [token('yes', 'YES'), token('no', 'NO')])],
  run: ({ reply, tracking }, argv) => {
    const mode = argv[2]!
    if (tracking === undefined) throw errors.cachingUntracked()
    if (equalsIgnoreCase(mode, 'yes')) {
      if (!tracking.optIn) throw errors.cachingMode('YES', 'OPTIN')
    } else if (equalsIgnoreCase(mode, 'no')) {
      if (!tracking.optOut) throw errors.cachingMode('NO', 'OPTOUT')
    } else throw errors.syntax()
    tracking.caching = true
    reply.ok()
  },
}
