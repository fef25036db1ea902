import { command, block, integer, string } from '../../command/declaration.ts'

export const hello = command({
  name: 'hello',
  summary: 'Chooses RESP2 or RESP3 for this connection and describes the server.',
  since: '6.0.0',
  group: 'connection',
  complexity: 'O(1)',
  history: [['6.2.0', 'The protocol version may be left out: the connection stays as it is.']],
  arity: -1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['fast', 'connection'],
  args: [
    block(
      'arguments',
      [
        integer('protover'),
        block('username_password', [string('username'), string('password')], {
          token: 'AUTH',
          optional: true,
        }),
        string('clientname', { token: 'SETNAME', optional: true }),
      ],
      { optional: true },
    ),
  ],
})
