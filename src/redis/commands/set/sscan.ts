import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'

export const sscan = command({
  name: 'sscan',
  summary: 'Walks over the members of a set, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'set',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
  ],
})
