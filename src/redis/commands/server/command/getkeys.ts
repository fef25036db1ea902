import type { Declaration } from '../../../command/declaration.ts'
import { keysOfCall } from './keys-of-call.ts'

export const commandGetkeys: Declaration = {
  name: 'getkeys',
  summary: 'Picks the keys out of a full command line.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(N) for N arguments in the line',
  arity: -4,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  run({ reply, server }, argv) {
    const call = argv.slice(2)
    reply.bulks(keysOfCall(server.commands, call).map(({ index }) => call[index]!))
  },
}
