import { command, key, keysAt, string } from '../../command/declaration.ts'

export const append = command({
  name: 'append',
  summary: 'Adds bytes to the end of a string; a missing key starts as an empty string.',
  since: '2.0.0',
  group: 'string',
  complexity: 'O(1) amortised, as the string grows with room to spare',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('value')],
})
