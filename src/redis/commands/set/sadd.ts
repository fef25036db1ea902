import { command, key, keysAt, string } from '../../command/declaration.ts'

export const sadd = command({
  name: 'sadd',
  summary: 'Adds members to a set, creating it if needed; returns how many are new.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members given',
  history: [['2.4.0', 'Takes several members.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('member', { multiple: true })],
})
