import { command, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { popFirst } from './shared/pop.ts'

export const zmpop = command({
  name: 'zmpop',
  summary: 'Pops the lowest or highest members of the first sorted set that has any.',
  since: '7.0.0',
  group: 'sorted-set',
  complexity: 'O(K)+O(M*log(N)) for K keys given, N members in the sorted set and M popped',
  arity: -4,
  flags: ['write', 'movablekeys'],
  acl: ['write', 'sortedset', 'slow'],
  keySpecs: [keysCountedAt(1, ['RW', 'access', 'delete'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    oneof('where', [token('min', 'MIN'), token('max', 'MAX')]),
    integer('count', { token: 'COUNT', optional: true }),
  ],
  run: (client, argv) => popFirst(client, argv),
})
