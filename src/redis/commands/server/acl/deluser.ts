import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { DEFAULT_USER } from '../../../acl/acl.ts'
import { errors } from '../../../command/errors.ts'

export const aclDeluser: Declaration = {
  name: 'deluser',
  summary: 'Deletes users and closes their connections.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(1) per user, amortised',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('username', { multiple: true })],
  run: (client, argv) => {
    const { user, server } = client
    const { acl } = server
    const names = argv.slice(2)
    if (names.includes(DEFAULT_USER)) throw errors.text("ERR The 'default' user cannot be removed")
    client.reply.integer(names.filter((name) => acl.delete(name, client)).length)
    acl.closeIfGone(client, user)
  },
}
