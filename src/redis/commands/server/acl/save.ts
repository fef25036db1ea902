import type { Declaration } from '../../../command/declaration.ts'
import { saveAclFile } from '../../../acl/file.ts'
import { errors } from '../../../command/errors.ts'

export const aclSave: Declaration = {
  name: 'save',
  summary: 'Writes the users to the ACL file.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N users',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => {
    if (server.config.values.aclfile === '') throw errors.noAclFile()
    if (!saveAclFile(server)) throw errors.aclNotSaved()
    reply.ok()
  },
}
