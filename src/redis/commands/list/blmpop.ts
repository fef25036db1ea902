import { readTimeout } from '../../blocking/timeout.ts'
import { command, double, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { blockingPopFirst, readMultiPop } from './shared/pop.ts'

export const blmpop = command({
  name: 'blmpop',
  summary: 'Pops elements from the first list that has any, waiting for one to arrive.',
  since: '7.0.0',
  group: 'list',
  complexity: 'O(N+M) for N keys given and M elements returned',
  arity: -5,
  flags: ['write', 'blocking', 'movablekeys'],
  acl: ['write', 'list', 'slow', 'blocking'],
  keySpecs: [keysCountedAt(2, ['RW', 'access', 'delete'])],
  getKeys: countedKeys(2),
  args: [
    double('timeout'),
    integer('numkeys'),
    key('key', { multiple: true }),
    oneof('where', [token('left', 'LEFT'), token('right', 'RIGHT')]),
    integer('count', { token: 'COUNT', optional: true }),
  ],
  run: (client, argv) => {
    const wanted = readMultiPop(argv, 2)
    blockingPopFirst(client, wanted, readTimeout(argv[1]!))
  },
})
