import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { engine, isFlushMode } from '../shared/engine.ts'

export const scriptFlush: Declaration = {
  name: 'flush',
  summary: 'Forgets all kept scripts.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'O(N) for N kept scripts',
  history: [['6.2.0', 'The `ASYNC` and `SYNC` modes.']],
  arity: -2,
  flags: ['noscript'],
  acl: ['slow', 'scripting'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [
    oneof('async', [token('async', 'ASYNC'), token('sync', 'SYNC')], { since: '6.2.0', optional: true }),
  ],
  run: (client, argv) => {
    if (argv.length > 3 || (argv.length === 3 && !isFlushMode(argv[2]!))) {
      throw errors.text('ERR SCRIPT FLUSH only support SYNC|ASYNC option')
    }
    engine(client).flush()
    client.reply.ok()
  },
}
