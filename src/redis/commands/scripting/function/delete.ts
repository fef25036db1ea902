import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { engine } from '../shared/engine.ts'

export const functionDelete: Declaration = {
  name: 'delete',
  summary: 'Removes a library and all its functions.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'noscript'],
  acl: ['write', 'slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [string('library-name')],
  run: (client, argv) => {
    engine(client).functions.delete(argv[2]!)
    client.server.dirty++
    client.reply.ok()
  },
}
