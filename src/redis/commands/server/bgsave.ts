import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { command, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { Snapshot } from '../../persistence/snapshot.ts'

export const bgsave = command({
  name: 'bgsave',
  summary: 'Saves a snapshot to disk from a forked child while the server goes on.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(1)',
  history: [['3.2.2', 'The `SCHEDULE` option.']],
  arity: -1,
  flags: ['admin', 'noscript', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [token('schedule', 'SCHEDULE', { since: '3.2.2', optional: true })],
  run: ({ server, reply }, argv) => {
    const { child, persistence } = server
    const schedule = argv.length === 2 && equalsIgnoreCase(argv[1]!, 'schedule')
    if (argv.length > 1 && !schedule) throw errors.syntax()
    if (child?.task.kind === 'rdb') throw errors.saveInProgress()
    if (child !== undefined) {
      if (!schedule) throw errors.otherChildActive()
      persistence.scheduled = true
      reply.status('Background saving scheduled')
      return
    }
    if (!persistence.startSave(new Snapshot(server))) throw errors.plain()
    reply.status('Background saving started')
  },
})
