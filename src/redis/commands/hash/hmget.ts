import { command, key, keysAt, string } from '../../command/declaration.ts'

export const hmget = command({
  name: 'hmget',
  summary: 'Returns the values of several fields of a hash, nil where there is none.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('field', { multiple: true })],
})
