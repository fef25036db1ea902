import { command, integer, key, keysAt, keysCountedAt } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { storeCombination } from './shared/combine.ts'

export const zdiffstore = command({
  name: 'zdiffstore',
  summary: 'Stores at a key the members of the first sorted set that are in none of the others.',
  since: '6.2.0',
  group: 'sorted-set',
  complexity:
    'O(L+(N-K)*log(N)) at worst, for L members in all inputs together, N in the first and K in the result',
  arity: -4,
  flags: ['write', 'denyoom', 'movablekeys'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update']), keysCountedAt(2, ['RO', 'access'])],
  getKeys: countedKeys(2, 'destination first'),
  args: [key('destination'), integer('numkeys'), key('key', { keySpecIndex: 1, multiple: true })],
  run: (client, argv) => storeCombination(client, argv, 'diff'),
})
