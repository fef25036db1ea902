import { readInt64 } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { increment } from './shared/increment.ts'

export const incrby = command({
  name: 'incrby',
  summary: 'Adds an integer to the number stored at a key; a missing key counts as 0.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('increment')],
  run: (client, argv) => increment(client, argv[1]!, readInt64(argv[2]!)),
})
