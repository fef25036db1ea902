import { command, integer, key, keysCountedAt, oneof, token } from '../../command/declaration.ts'
import { countedKeys } from '../../command/keys.ts'
import { popFirst, readMultiPop } from './shared/pop.ts'

export const lmpop = command({
  name: 'lmpop',
  summary: 'Pops elements from the first list that has any.',
  since: '7.0.0',
  group: 'list',
  complexity: 'O(N+M) for N keys given and M elements returned',
  arity: -4,
  flags: ['write', 'movablekeys'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysCountedAt(1, ['RW', 'access', 'delete'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    oneof('where', [token('left', 'LEFT'), token('right', 'RIGHT')]),
    integer('count', { token: 'COUNT', optional: true }),
  ],
  run: (client, argv) => {
    if (!popFirst(client, readMultiPop(argv, 1))) client.reply.nilArray()
  },
})
