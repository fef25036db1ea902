import { command, integer, key, keysAt, string, token } from '../../command/declaration.ts'
import { restoreKey } from './shared/restore.ts'

export const restore = command({
  name: 'restore',
  summary: 'Makes a key of the bytes that DUMP returned.',
  since: '2.6.0',
  group: 'generic',
  complexity: 'O(N) for N elements and their bytes; O(N*log(N)) for a sorted set',
  history: [
    ['3.0.0', 'The `REPLACE` modifier.'],
    ['5.0.0', 'The `ABSTTL` modifier.'],
    ['5.0.0', 'The `IDLETIME` and `FREQ` options.'],
  ],
  arity: -4,
  flags: ['write', 'denyoom'],
  acl: ['keyspace', 'write', 'slow', 'dangerous'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update'])],
  args: [
    key(),
    integer('ttl'),
    string('serialized-value'),
    token('replace', 'REPLACE', { since: '3.0.0', optional: true }),
    token('absttl', 'ABSTTL', { since: '5.0.0', optional: true }),
    integer('seconds', { token: 'IDLETIME', since: '5.0.0', optional: true }),
    integer('frequency', { token: 'FREQ', since: '5.0.0', optional: true }),
  ],
  run: (client, argv) => restoreKey(client, argv),
})
