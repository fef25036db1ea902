import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { pop } from './shared/pop.ts'

export const lpop = command({
  name: 'lpop',
  summary: 'Removes and returns elements from the head of a list.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements returned',
  history: [['6.2.0', 'The `count` argument.']],
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'list', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete'])],
  args: [key(), integer('count', { since: '6.2.0', optional: true })],
  run: (client, argv) => pop(client, argv, 'left'),
})
