import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { inExec } from '../../persistence/aof-switch.ts'

export const bgrewriteaof = command({
  name: 'bgrewriteaof',
  summary: 'Starts a child process that writes the append-only file anew, as short as it can be.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['admin', 'noscript', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => {
    const { rewrite } = server.aof
    if (rewrite.child !== undefined) {
      throw errors.text('ERR Background append only file rewriting already in progress')
    }
    if (server.child !== undefined || inExec(server)) {
      rewrite.schedule()
      reply.status('Background append only file rewriting scheduled')
    } else if (rewrite.start()) {
      reply.status('Background append only file rewriting started')
    } else {
      throw errors.text(
        "ERR Can't execute an AOF background rewriting. Please check the server logs for more information.",
      )
    }
  },
})
