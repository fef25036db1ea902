import { command, integer, key, keysAt, string } from '../../command/declaration.ts'

export const lset = command({
  name: 'lset',
  summary: 'Replaces the element at a position of a list.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements in the list; O(1) at either end',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), integer('index'), string('element')],
})
