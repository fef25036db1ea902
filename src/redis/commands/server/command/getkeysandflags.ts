import type { Declaration } from '../../../command/declaration.ts'
import { keysOfCall } from './keys-of-call.ts'

export const commandGetkeysandflags: Declaration = {
  name: 'getkeysandflags',
  summary: 'Picks the keys out of a full command line and says how each is used.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(N) for N arguments in the line',
  arity: -4,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  run({ reply, server }, argv) {
    const call = argv.slice(2)
    const keys = keysOfCall(server.commands, call)
    reply.array(keys.length)
    for (const { index, flags } of keys) {
      reply.array(2)
      reply.bulk(call[index]!)
      reply.set(flags.length)
      for (const flag of flags) reply.status(flag)
    }
  },
}
