import { command, key, keysAt, string } from '../../command/declaration.ts'

export const smove = command({
  name: 'smove',
  summary: 'Moves a member from one set to another.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'fast'],
  acl: ['write', 'set', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [key('source'), key('destination', { keySpecIndex: 1 }), string('member')],
})
