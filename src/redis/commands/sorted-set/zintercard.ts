import { command, integer, key, keysCountedAt } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { countIntersection } from './shared/combine.ts'

export const zintercard = command({
  name: 'zintercard',
  summary: 'Counts the members that all given sorted sets share, up to a limit.',
  since: '7.0.0',
  group: 'sorted-set',
  complexity: 'O(N*K) at worst, for N members in the smallest input and K inputs',
  arity: -3,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'sortedset', 'slow'],
  keySpecs: [keysCountedAt(1, ['RO', 'access'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    integer('limit', { token: 'LIMIT', optional: true }),
  ],
  run: (client, argv) => countIntersection(client, argv),
})
