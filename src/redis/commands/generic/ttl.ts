import { command, key, keysAt } from '../../command/declaration.ts'
import { writeTtl } from './shared/ttl.ts'

export const ttl = command({
  name: 'ttl',
  summary: 'Returns how many seconds a key has left to live.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  history: [['2.8.0', 'A missing key answers -2.']],
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => writeTtl(client, argv[1]!, { inSeconds: true, absolute: false }),
})
