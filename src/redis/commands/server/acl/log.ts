import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { AclLogEntry } from '../../../acl/log.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'

const DEFAULT_COUNT = 10

export const aclLog: Declaration = {
  name: 'log',
  summary: 'Shows what was refused lately and to whom, or forgets it.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N entries shown',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [oneof('operation', [integer('count'), token('reset', 'RESET')], { optional: true })],
  run: ({ server, reply }, argv) => {
    if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'acl')
    const { log } = server.acl
    if (argv.length === 3 && equalsIgnoreCase(argv[2]!, 'reset')) {
      log.entries = []
      return reply.ok()
    }
    const asked = argv.length === 3 ? Number(readInt64(argv[2]!)) : DEFAULT_COUNT
    const shown = log.entries.slice(0, Math.max(0, asked))
    const now = Math.floor(server.system.now() / 1000)
    reply.array(shown.length)
    for (const entry of shown) writeEntry(reply, entry, now)
  },
}

/** `now`: Unix time in ms. */
const writeEntry = (reply: ReplyWriter, entry: AclLogEntry, now: number): void => {
  reply.map(7)
  reply.bulk('count')
  reply.integer(entry.count)
  reply.bulk('reason')
  reply.bulk(entry.reason)
  reply.bulk('context')
  reply.bulk(entry.context)
  reply.bulk('object')
  reply.bulk(entry.object)
  reply.bulk('username')
  reply.bulk(entry.username)
  reply.bulk('age-seconds')
  reply.double((now - entry.time) / 1000)
  reply.bulk('client-info')
  reply.bulk(entry.client)
}
