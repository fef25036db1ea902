import { command, key, keysAt } from '../../command/declaration.ts'

export const mget = command({
  name: 'mget',
  summary: 'Returns the strings stored at several keys, nil where there is none.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(N) for N keys',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'string', 'fast'],
  tips: ['request_policy:multi_shard'],
  keySpecs: [keysAt(1, -1, 1, ['RO', 'access'])],
  args: [key('key', { multiple: true })],
})
