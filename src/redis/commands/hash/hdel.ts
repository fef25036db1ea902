import { command, key, keysAt, string } from '../../command/declaration.ts'

export const hdel = command({
  name: 'hdel',
  summary: 'Removes fields from a hash; the key goes with the last one.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  history: [['2.4.0', 'Takes several fields.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('field', { multiple: true })],
})
