import { command, key, keysAt } from '../../command/declaration.ts'

export const exists = command({
  name: 'exists',
  summary: 'Counts how many of the given keys exist; a key given twice counts twice.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(N) for N keys given',
  history: [['3.0.3', 'Takes several keys.']],
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  keySpecs: [keysAt(1, -1, 1, ['RO'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => {
    let found = 0
    for (let i = 1; i < argv.length; i++) if (client.db.lookupRead(argv[i]!, false) !== undefined) found++
    client.reply.integer(found)
  },
})
