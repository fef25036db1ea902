import { command, integer, key, keysAt, string } from '../../command/declaration.ts'

export const setrange = command({
  name: 'setrange',
  summary: 'Overwrites the bytes of a string from an offset on; a gap is filled with zero bytes.',
  since: '2.2.0',
  group: 'string',
  complexity: 'O(M) for M bytes written; O(1) amortised when they are few',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), integer('offset'), string('value')],
})
