import { command, string } from '../../command/declaration.ts'
import { DEFAULT_USER } from '../../acl/acl.ts'
import { isPasswordFree } from '../../clients/authentication.ts'
import { errors } from '../../command/errors.ts'

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
  run: (client, argv) => {
    if (argv.length > 3) throw errors.syntax()
    client.redact(1)
    if (argv.length === 2) {
      if (isPasswordFree(client.server)) throw errors.noPasswordConfigured()
      client.server.acl.authenticate(client, DEFAULT_USER, argv[1]!)
    } else {
      client.redact(2)
      client.server.acl.authenticate(client, argv[1]!, argv[2]!)
    }
    client.reply.ok()
  },
})
