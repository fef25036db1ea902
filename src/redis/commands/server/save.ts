import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { saveInForeground } from '../../persistence/rdb.ts'

export const save = command({
  name: 'save',
  summary: 'Writes all data to the snapshot file; no client is served meanwhile.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(N) for N keys in all databases',
  arity: 1,
  flags: ['admin', 'noscript', 'no_async_loading', 'no_multi'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => {
    if (server.child?.task.kind === 'rdb') throw errors.saveInProgress()
    if (!saveInForeground(server)) throw errors.plain()
    reply.ok()
  },
})
