import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { range } from './shared/range.ts'

export const xrange = command({
  name: 'xrange',
  summary: 'Returns the entries of a stream between two ids, oldest first.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(N) for N entries returned',
  history: [['6.2.0', 'Exclusive ranges.']],
  arity: -4,
  flags: ['readonly'],
  acl: ['read', 'stream', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), string('start'), string('end'), integer('count', { token: 'COUNT', optional: true })],
  run: (client, argv) => range(client, argv, false),
})
