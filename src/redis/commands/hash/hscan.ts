import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'

export const hscan = command({
  name: 'hscan',
  summary: 'Walks over the fields of a hash, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'hash',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
  ],
})
