import { estimateIdle } from '../../../../structures/lfu.ts'
import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { objectEntry, POLICY_NOTE } from '../shared/object.ts'

export const objectIdletime: Declaration = {
  name: 'idletime',
  summary: 'Returns how many seconds ago a key was last used.',
  since: '2.2.3',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(2, 2, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => {
    const { server } = client
    const entry = objectEntry(client, argv)
    if (entry === undefined) {
      client.reply.nil()
      return
    }
    if (server.lfuPolicy) {
      throw errors.text(`ERR An LFU maxmemory policy is selected, idle time not tracked. ${POLICY_NOTE}`)
    }
    client.reply.integer(Math.floor(estimateIdle(entry.lru, server.lruClock) / 1000))
  },
}
