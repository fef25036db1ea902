import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { engine } from '../shared/engine.ts'

export const scriptLoad: Declaration = {
  name: 'load',
  summary: 'Keeps a Lua script without running it and returns its SHA1 digest.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'O(N) for a script of N bytes',
  arity: 3,
  flags: ['noscript', 'stale'],
  acl: ['slow', 'scripting'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [string('script')],
  run: (client, argv) => client.reply.bulk(engine(client).keep(argv[2]!).sha),
}
