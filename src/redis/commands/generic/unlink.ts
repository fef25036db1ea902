import { command, key, keysAt } from '../../command/declaration.ts'
import { deleteKeys } from './shared/delete.ts'

export const unlink = command({
  name: 'unlink',
  summary: 'Deletes keys and leaves freeing large values to a background thread.',
  since: '4.0.0',
  group: 'generic',
  complexity: 'O(1) per key; the background thread does O(N) work for N allocations',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_sum'],
  keySpecs: [keysAt(1, -1, 1, ['RM', 'delete'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => deleteKeys(client, argv, 'unlink'),
})
