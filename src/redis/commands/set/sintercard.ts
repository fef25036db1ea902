import { command, integer, key, keysCountedAt } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'

export const sintercard = command({
  name: 'sintercard',
  summary: 'Counts the members that all given sets share, up to a limit.',
  since: '7.0.0',
  group: 'set',
  complexity: 'O(N*M) at worst, for N members in the smallest set and M sets',
  arity: -3,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'set', 'slow'],
  keySpecs: [keysCountedAt(1, ['RO', 'access'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    integer('limit', { token: 'LIMIT', optional: true }),
  ],
})
