import { command, integer, key, keysAt, string } from '../../command/declaration.ts'

export const lrem = command({
  name: 'lrem',
  summary: 'Removes elements equal to a value: the first few, the last few or all of them.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N+M) for N elements in the list and M removed',
  arity: 4,
  flags: ['write'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), integer('count'), string('element')],
})
