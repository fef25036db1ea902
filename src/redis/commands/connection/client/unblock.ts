import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, token } from '../../../command/declaration.ts'
import { readInteger } from '../../../command/arguments.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

export const clientUnblock: Declaration = {
  name: 'unblock',
  summary: 'Wakes a client waiting in a blocking command, as if it timed out or with an error.',
  since: '5.0.0',
  group: 'connection',
  complexity: 'O(log N) for N connected clients',
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    integer('client-id'),
    oneof('timeout_error', [token('timeout', 'TIMEOUT'), token('error', 'ERROR')], { optional: true }),
  ],
  run: ({ server, reply }, argv) => {
    if (argv.length > 4) throw errors.subcommandSyntax(argv[1]!, 'client')
    const withError = argv.length === 4 && readReason(argv[3]!)
    const target = server.clients.get(readInteger(argv[2]!))
    if (
      target?.blocked === undefined ||
      target.blocked.kind === 'pause' ||
      target.blocked.kind === 'script'
    ) {
      reply.integer(0)
      return
    }
    if (withError) server.blocking.unblockWithError(target)
    else server.blocking.timeOut(target)
    reply.integer(1)
  },
}

/** True when the client is to hear an error. */
const readReason = (text: string): boolean => {
  if (equalsIgnoreCase(text, 'timeout')) return false
  if (equalsIgnoreCase(text, 'error')) return true
  throw errors.text('ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR')
}
