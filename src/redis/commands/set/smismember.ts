import { command, key, keysAt, string } from '../../command/declaration.ts'

export const smismember = command({
  name: 'smismember',
  summary: 'Tells for several values whether each is a member of a set.',
  since: '6.2.0',
  group: 'set',
  complexity: 'O(N) for N values given',
  arity: -3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('member', { multiple: true })],
})
