import { command, block, key, keysAt, string } from '../../command/declaration.ts'

export const msetnx = command({
  name: 'msetnx',
  summary: 'Stores several strings in one step, but only if none of the keys exists.',
  since: '1.0.1',
  group: 'string',
  complexity: 'O(N) for N keys',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_min'],
  keySpecs: [keysAt(1, -1, 2, ['OW', 'insert'])],
  args: [block('key_value', [key(), string('value')], { multiple: true })],
})
