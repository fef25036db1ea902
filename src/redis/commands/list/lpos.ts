import { command, integer, key, keysAt, string } from '../../command/declaration.ts'

export const lpos = command({
  name: 'lpos',
  summary: 'Returns the positions where a list holds a given element.',
  since: '6.0.6',
  group: 'list',
  complexity: 'O(N) for N elements compared',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('element'),
    integer('rank', { token: 'RANK', optional: true }),
    integer('num-matches', { token: 'COUNT', optional: true }),
    integer('len', { token: 'MAXLEN', optional: true }),
  ],
})
