import type { Declaration } from '../../../command/declaration.ts'
import { compareBytes } from '../../../../bytes/bytestrings.ts'
import { trackingFlags } from '../../../tracking/state.ts'

export const clientTrackinginfo: Declaration = {
  name: 'trackinginfo',
  summary: 'Shows how the keys of this connection are tracked.',
  since: '6.2.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  run: ({ reply, tracking }) => {
    const flags = trackingFlags(tracking)
    reply.map(3)
    reply.bulk('flags')
    reply.set(flags.length)
    for (const flag of flags) reply.bulk(flag)
    reply.bulk('redirect')
    reply.integer(tracking?.redirect ?? -1)
    reply.bulk('prefixes')
    reply.bulks([...(tracking?.prefixes ?? [])].sort(compareBytes))
  },
}
