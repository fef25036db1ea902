import { INT64_MIN } from '../../../bytes/integers.ts'
import { readInt64 } from '../../command/arguments.ts'
import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { increment } from './shared/increment.ts'

export const decrby = command({
  name: 'decrby',
  summary: 'Subtracts an integer from the number stored at a key; a missing key counts as 0.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), integer('decrement')],
  run: (client, argv) => {
    const by = readInt64(argv[2]!)
    if (by === INT64_MIN) throw errors.decrementWouldOverflow()
    increment(client, argv[1]!, -by)
  },
})
