import { command, double, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { popFirstOrWait } from './shared/pop.ts'

export const bzmpop = command({
  name: 'bzmpop',
  summary:
    'Pops the lowest or highest members of the first sorted set that has any, waiting for one to arrive.',
  since: '7.0.0',
  group: 'sorted-set',
  complexity: 'O(K)+O(M*log(N)) for K keys given, N members in the sorted set and M popped',
  arity: -5,
  flags: ['write', 'blocking', 'movablekeys'],
  acl: ['write', 'sortedset', 'slow', 'blocking'],
  keySpecs: [keysCountedAt(2, ['RW', 'access', 'delete'])],
  getKeys: countedKeys(2),
  args: [
    double('timeout'),
    integer('numkeys'),
    key('key', { multiple: true }),
    oneof('where', [token('min', 'MIN'), token('max', 'MAX')]),
    integer('count', { token: 'COUNT', optional: true }),
  ],
  run: (client, argv) => popFirstOrWait(client, argv),
})
