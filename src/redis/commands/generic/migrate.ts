import {
  command,
  block,
  integer,
  key,
  keysAfter,
  keysAt,
  oneof,
  string,
  token,
} from '../../command/declaration.ts'
import { Migration } from '../../migration/migration.ts'
import { migratedKeys, readRequest, secretsOf } from '../../migration/request.ts'

const FLAGS = ['RW', 'access', 'delete'] as const

export const migrate = command({
  name: 'migrate',
  summary: 'Moves keys to another server, each at once there and gone here.',
  since: '2.6.0',
  group: 'generic',
  complexity: 'DUMP and DEL here, RESTORE there, and O(N) to send N bytes',
  history: [
    ['3.0.0', 'The `COPY` and `REPLACE` options.'],
    ['3.0.6', 'The `KEYS` option.'],
    ['4.0.7', 'The `AUTH` option.'],
    ['6.0.0', 'The `AUTH2` option.'],
  ],
  arity: -6,
  flags: ['write', 'movablekeys'],
  acl: ['keyspace', 'write', 'slow', 'dangerous'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(3, 3, 1, FLAGS), keysAfter('KEYS', -2, -1, ['RW', 'access', 'delete', 'incomplete'])],
  args: [
    string('host'),
    integer('port'),
    oneof('key_or_empty_string', [key(), token('empty_string', '')]),
    integer('destination-db'),
    integer('timeout'),
    token('copy', 'COPY', { since: '3.0.0', optional: true }),
    token('replace', 'REPLACE', { since: '3.0.0', optional: true }),
    oneof(
      'authentication',
      [
        string('password', { token: 'AUTH', since: '4.0.7', optional: true }),
        block('username_password', [string('username'), string('password')], {
          token: 'AUTH2',
          since: '6.0.0',
          optional: true,
        }),
      ],
      { optional: true },
    ),
    key('key', { keySpecIndex: 1, token: 'KEYS', since: '3.0.6', optional: true, multiple: true }),
  ],
  getKeys: (argv) => migratedKeys(argv).map((index) => ({ index, flags: FLAGS })),
  run: (client, argv) => {
    const migration = (client.server.migration ??= new Migration(client.server))
    for (const index of secretsOf(argv)) client.redact(index)
    if (migration.isOver(client)) migration.finish(client)
    else migration.begin(client, argv, readRequest(argv))
  },
})
