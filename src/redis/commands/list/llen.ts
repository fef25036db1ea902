import { command, key, keysAt } from '../../command/declaration.ts'
import { readList } from './shared/list.ts'

export const llen = command({
  name: 'llen',
  summary: 'Returns the number of elements in a list; 0 for a missing key.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'list', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => client.reply.integer(readList(client.db, argv[1]!)?.size ?? 0),
})
