import { command, double, key, keysAt, string } from '../../command/declaration.ts'

export const hincrbyfloat = command({
  name: 'hincrbyfloat',
  summary: 'Adds a floating-point number to the number in a field of a hash; a missing field counts as 0.',
  since: '2.6.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), string('field'), double('increment')],
})
