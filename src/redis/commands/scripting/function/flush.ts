import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { engine, isFlushMode } from '../shared/engine.ts'

export const functionFlush: Declaration = {
  name: 'flush',
  summary: 'Removes all libraries.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(N) for N functions removed',
  arity: -2,
  flags: ['write', 'noscript'],
  acl: ['write', 'slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [oneof('async', [token('async', 'ASYNC'), token('sync', 'SYNC')], { optional: true })],
  run: (client, argv) => {
    if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'function')
    if (argv.length === 3 && !isFlushMode(argv[2]!)) {
      throw errors.text('ERR FUNCTION FLUSH only supports SYNC|ASYNC option')
    }
    engine(client).functions.flush()
    client.server.dirty++
    client.reply.ok()
  },
}
