import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, string, token } from '../../../command/declaration.ts'

export const clientKill: Declaration = {
  name: 'kill',
  summary: 'Closes the connections that match an address or all given filters.',
  since: '2.4.0',
  group: 'connection',
  complexity: 'O(N) for N connected clients',
  history: [
    ['2.8.12', 'Filters beside the plain address.'],
    ['2.8.12', 'The `ID` filter.'],
    ['3.2.0', '`TYPE` knows `master`.'],
    ['5.0.0', '`TYPE` says `replica`; `slave` still works.'],
    ['6.2.0', 'The `LADDR` filter.'],
  ],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    oneof('filter', [
      string('ip:port', { deprecatedSince: '2.8.12' }),
      oneof(
        'new-format',
        [
          integer('client-id', { token: 'ID', since: '2.8.12', optional: true }),
          oneof(
            'normal_master_slave_pubsub',
            [
              token('normal', 'NORMAL'),
              token('master', 'MASTER', { since: '3.2.0' }),
              token('slave', 'SLAVE'),
              token('replica', 'REPLICA', { since: '5.0.0' }),
              token('pubsub', 'PUBSUB'),
            ],
            { token: 'TYPE', since: '2.8.12', optional: true },
          ),
          string('username', { token: 'USER', optional: true }),
          string('ip:port', { token: 'ADDR', optional: true }),
          string('ip:port', { token: 'LADDR', since: '6.2.0', optional: true }),
          string('yes/no', { token: 'SKIPME', optional: true }),
        ],
        { multiple: true },
      ),
    ]),
  ],
}
