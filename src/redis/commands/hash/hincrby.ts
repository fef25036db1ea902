import { command, integer, key, keysAt, string } from '../../command/declaration.ts'

export const hincrby = command({
  name: 'hincrby',
  summary: 'Adds an integer to the number in a field of a hash; a missing field counts as 0.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), string('field'), integer('increment')],
})
