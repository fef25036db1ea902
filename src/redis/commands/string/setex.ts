import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { setWithExpiry } from './shared/set.ts'

export const setex = command({
  name: 'setex',
  summary: 'Stores a string that expires after a number of seconds.',
  since: '2.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update'])],
  args: [key(), integer('seconds'), string('value')],
  run: (client, argv) => setWithExpiry(client, argv, 'ex'),
})
