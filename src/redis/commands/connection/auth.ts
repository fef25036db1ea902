import { command, string } from '../../command/declaration.ts'

export const auth = command({
  name: 'auth',
  summary: 'Logs the connection in with a password, or with a user name and password.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(N) for N passwords of the user',
  history: [['6.0.0', 'A user name may precede the password.']],
  arity: -2,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['fast', 'connection'],
  args: [string('username', { since: '6.0.0', optional: true }), string('password')],
})
