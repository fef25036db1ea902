import { command, integer, key, keysAt, token } from '../../command/declaration.ts'

export const lcs = command({
  name: 'lcs',
  summary:
    'Finds the longest sequence of bytes that two strings have in common, in order but with gaps allowed.',
  since: '7.0.0',
  group: 'string',
  complexity: 'O(N*M) for strings of N and M bytes',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'string', 'slow'],
  keySpecs: [keysAt(1, 2, 1, ['RO', 'access'])],
  args: [
    key('key1'),
    key('key2'),
    token('len', 'LEN', { optional: true }),
    token('idx', 'IDX', { optional: true }),
    integer('len', { token: 'MINMATCHLEN', optional: true }),
    token('withmatchlen', 'WITHMATCHLEN', { optional: true }),
  ],
})
