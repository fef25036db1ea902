import { command, double, key, keysAt } from '../../command/declaration.ts'

export const incrbyfloat = command({
  name: 'incrbyfloat',
  summary: 'Adds a floating-point number to the number stored at a key; a missing key counts as 0.',
  since: '2.6.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), double('increment')],
})
