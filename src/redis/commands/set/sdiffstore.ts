import { command, key, keysAt } from '../../command/declaration.ts'
import { storeResult } from '../generic/shared/store.ts'
import { difference } from './shared/union.ts'

export const sdiffstore = command({
  name: 'sdiffstore',
  summary: 'Stores at a key the members of the first set that are in none of the others.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members in all given sets together',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'set', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'update']), keysAt(2, -1, 1, ['RO', 'access'])],
  args: [key('destination'), key('key', { keySpecIndex: 1, multiple: true })],
  run: (client, argv) =>
    storeResult(client, argv[1]!, difference(client, argv.slice(2)), 'set', 'sdiffstore'),
})
