import { command, key, keysAt } from '../../command/declaration.ts'

export const touch = command({
  name: 'touch',
  summary: 'Marks keys as just used and counts those that exist.',
  since: '3.2.1',
  group: 'generic',
  complexity: 'O(N) for N keys given',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  keySpecs: [keysAt(1, -1, 1, ['RO'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => {
    let touched = 0
    for (let i = 1; i < argv.length; i++) if (client.db.lookupRead(argv[i]!) !== undefined) touched++
    client.reply.integer(touched)
  },
})
