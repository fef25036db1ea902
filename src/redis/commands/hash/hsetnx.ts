import { command, key, keysAt, string } from '../../command/declaration.ts'

export const hsetnx = command({
  name: 'hsetnx',
  summary: 'Sets a field of a hash only if the field does not exist.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('field'), string('value')],
})
