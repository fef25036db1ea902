import { command, integer, key, keysAt } from '../../command/declaration.ts'

export const move = command({
  name: 'move',
  summary: 'Moves a key to another numbered database.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('db')],
})
