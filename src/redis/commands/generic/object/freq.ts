import { lfuDecrement, lfuMinutes } from '../../../../structures/lfu.ts'
import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { objectEntry, POLICY_NOTE } from '../shared/object.ts'

export const objectFreq: Declaration = {
  name: 'freq',
  summary: 'Returns the access counter of a key, which grows with the logarithm of its use.',
  since: '4.0.0',
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
    if (!server.lfuPolicy) {
      throw errors.text(
        `ERR An LFU maxmemory policy is not selected, access frequency not tracked. ${POLICY_NOTE}`,
      )
    }
    client.reply.integer(
      lfuDecrement(entry.lru, lfuMinutes(server.milliseconds), server.config.values.lfuDecayTime),
    )
  },
}
