import { command, key, keysAt } from '../../command/declaration.ts'
import { readStream } from './shared/stream.ts'

export const xlen = command({
  name: 'xlen',
  summary: 'Returns the number of entries in a stream; 0 for a missing key.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'stream', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
  run: (client, argv) => client.reply.integer(readStream(client.db, argv[1]!)?.length ?? 0),
})
