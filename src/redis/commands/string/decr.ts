import { command, key, keysAt } from '../../command/declaration.ts'
import { increment } from './shared/increment.ts'

export const decr = command({
  name: 'decr',
  summary: 'Subtracts 1 from the integer stored at a key; a missing key counts as 0.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 2,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key()],
  run: (client, argv) => increment(client, argv[1]!, -1),
})
