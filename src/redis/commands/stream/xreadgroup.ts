import { command, block, integer, key, keysAfter, string, token } from '../../command/declaration.ts'
import { keysOfRead, read } from './shared/read.ts'

export const xreadgroup = command({
  name: 'xreadgroup',
  summary: 'Reads from streams as a consumer of a group: new entries, or those still pending for it.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(M) per stream for M entries returned; XADD pays O(N) for N clients that wait',
  arity: -7,
  flags: ['write', 'blocking', 'movablekeys'],
  acl: ['write', 'stream', 'slow', 'blocking'],
  keySpecs: [keysAfter('STREAMS', 4, -1, ['RO', 'access'], { limit: 2 })],
  args: [
    block('group_consumer', [string('group'), string('consumer')], { token: 'GROUP' }),
    integer('count', { token: 'COUNT', optional: true }),
    integer('milliseconds', { token: 'BLOCK', optional: true }),
    token('noack', 'NOACK', { optional: true }),
    block('streams', [key('key', { multiple: true }), string('id', { multiple: true })], {
      token: 'STREAMS',
    }),
  ],
  getKeys: keysOfRead,
  run: (client, argv) => read(client, argv, true),
})
