import { command, key, keysAt } from '../../command/declaration.ts'
import { deleteKeys } from './shared/delete.ts'

export const del = command({
  name: 'del',
  summary: 'Deletes keys and frees their values at once.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(N) for N keys, and O(M) more for each collection of M elements',
  arity: -2,
  flags: ['write'],
  acl: ['keyspace', 'write', 'slow'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  keySpecs: [keysAt(1, -1, 1, ['RM', 'delete'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => deleteKeys(client, argv, 'del'),
})
