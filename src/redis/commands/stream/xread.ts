import { command, block, integer, key, keysAfter, string } from '../../command/declaration.ts'
import { keysOfRead, read } from './shared/read.ts'

export const xread = command({
  name: 'xread',
  summary: 'Returns the entries of streams that came after given ids, waiting for one if asked to.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(N) per stream for N entries returned; XADD pays O(M) for M clients that wait',
  arity: -4,
  flags: ['readonly', 'blocking', 'movablekeys'],
  acl: ['read', 'stream', 'slow', 'blocking'],
  keySpecs: [keysAfter('STREAMS', 1, -1, ['RO', 'access'], { limit: 2 })],
  args: [
    integer('count', { token: 'COUNT', optional: true }),
    integer('milliseconds', { token: 'BLOCK', optional: true }),
    block('streams', [key('key', { multiple: true }), string('id', { multiple: true })], {
      token: 'STREAMS',
    }),
  ],
  getKeys: keysOfRead,
  run: (client, argv) => read(client, argv, false),
})
