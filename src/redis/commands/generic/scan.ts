import { command, integer, pattern, string } from '../../command/declaration.ts'

export const scan = command({
  name: 'scan',
  summary: 'Walks over the names of all keys, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'generic',
  complexity: 'O(1) per call, O(N) for a whole pass over N keys',
  history: [['6.0.0', 'The `TYPE` option.']],
  arity: -2,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output', 'request_policy:special'],
  args: [
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
    string('type', { token: 'TYPE', since: '6.0.0', optional: true }),
  ],
})
