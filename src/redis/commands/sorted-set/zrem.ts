import { command, key, keysAt, string } from '../../command/declaration.ts'

export const zrem = command({
  name: 'zrem',
  summary: 'Removes members from a sorted set; the key goes with the last one.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(M*log(N)) for M members given and N in the sorted set',
  history: [['2.4.0', 'Takes several members.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['write', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [key(), string('member', { multiple: true })],
})
