import type { Declaration } from '../../../command/declaration.ts'
import { loadAclFile } from '../../../acl/file.ts'
import { errors } from '../../../command/errors.ts'

export const aclLoad: Declaration = {
  name: 'load',
  summary: 'Reads the users anew from the ACL file, all or none.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N users',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: (client) => {
    const { server, reply, user } = client
    if (server.config.values.aclfile === '') throw errors.noAclFile()
    const failure = loadAclFile(server, client)
    if (failure !== undefined) throw errors.text(`ERR ${failure}`)
    reply.ok()
    server.acl.closeIfGone(client, user)
  },
}
