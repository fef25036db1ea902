import { command, integer, key, keysAt, token } from '../../command/declaration.ts'

export const copy = command({
  name: 'copy',
  summary: 'Copies the value and expiry of a key to another key.',
  since: '6.2.0',
  group: 'generic',
  complexity: 'O(N) for N elements in a collection; O(1) for a string',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['keyspace', 'write', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access']), keysAt(2, 2, 1, ['OW', 'update'])],
  args: [
    key('source'),
    key('destination', { keySpecIndex: 1 }),
    integer('destination-db', { token: 'DB', optional: true }),
    token('replace', 'REPLACE', { optional: true }),
  ],
})
