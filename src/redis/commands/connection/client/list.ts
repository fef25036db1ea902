import type { Declaration } from '../../../command/declaration.ts'
import { block, integer, oneof, token } from '../../../command/declaration.ts'

export const clientList: Declaration = {
  name: 'list',
  summary: 'Shows one line of details for each connection.',
  since: '2.4.0',
  group: 'connection',
  complexity: 'O(N) for N connected clients',
  history: [
    ['2.8.12', 'Lines carry an `id`.'],
    ['5.0.0', 'The `TYPE` filter.'],
    ['6.0.0', 'Lines carry `user`.'],
    ['6.2.0', 'Lines carry `argv-mem`, `tot-mem`, `laddr` and `redir`; the `ID` filter.'],
    ['7.0.0', 'Lines carry `resp`, `multi-mem`, `rbs` and `rbp`.'],
    ['7.0.3', 'Lines carry `ssub`.'],
  ],
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  tips: ['nondeterministic_output'],
  args: [
    oneof(
      'normal_master_replica_pubsub',
      [
        token('normal', 'NORMAL'),
        token('master', 'MASTER'),
        token('replica', 'REPLICA'),
        token('pubsub', 'PUBSUB'),
      ],
      { token: 'TYPE', since: '5.0.0', optional: true },
    ),
    block('id', [integer('client-id', { multiple: true })], { token: 'ID', since: '6.2.0', optional: true }),
  ],
}
