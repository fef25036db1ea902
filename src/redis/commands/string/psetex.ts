import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { setWithExpiry } from './shared/set.ts'

export const psetex = command({
  name: 'psetex',
  summary: 'Stores a string that expires after a number of milliseconds.',
  since: '2.6.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update'])],
  args: [key(), integer('milliseconds'), string('value')],
  run: (client, argv) => setWithExpiry(client, argv, 'px'),
})
