import { command, key, keysAt } from '../../command/declaration.ts'
import { writeValueAt } from './shared/set.ts'

export const get = command({
  name: 'get',
  summary: 'Returns the string stored at a key, or nil.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => writeValueAt(client, argv[1]!),
})
