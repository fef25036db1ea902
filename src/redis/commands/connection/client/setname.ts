import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { readClientName } from '../../../clients/name.ts'

export const clientSetname: Declaration = {
  name: 'setname',
  summary: 'Gives this connection a name, shown by CLIENT LIST.',
  since: '2.6.9',
  group: 'connection',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  args: [string('connection-name')],
  run: (client, argv) => {
    client.name = readClientName(argv[2]!)
    client.reply.ok()
  },
}
