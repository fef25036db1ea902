import { command, key, keysAt, oneof, string, token } from '../../command/declaration.ts'

export const linsert = command({
  name: 'linsert',
  summary: 'Inserts an element just before or after the first element equal to a pivot.',
  since: '2.2.0',
  group: 'list',
  complexity: 'O(N) for N elements walked over before the pivot',
  arity: 5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [
    key(),
    oneof('where', [token('before', 'BEFORE'), token('after', 'AFTER')]),
    string('pivot'),
    string('element'),
  ],
})
