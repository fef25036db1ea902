import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { add } from './shared/add.ts'

export const zincrby = command({
  name: 'zincrby',
  summary: 'Adds a number to the score of a member; a missing member counts as 0.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('increment'), string('member')],
  run: (client, argv) => add(client, argv, 'incr'),
})
