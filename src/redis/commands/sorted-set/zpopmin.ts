import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { popOuter } from './shared/pop.ts'

export const zpopmin = command({
  name: 'zpopmin',
  summary: 'Removes and returns the members with the lowest scores.',
  since: '5.0.0',
  group: 'sorted-set',
  complexity: 'O(log(N)*M) for N members in the sorted set and M popped',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete'])],
  args: [key(), integer('count', { optional: true })],
  run: (client, argv) => popOuter(client, argv, 'min'),
})
