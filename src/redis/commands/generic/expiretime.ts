import { command, key, keysAt } from '../../command/declaration.ts'
import { writeTtl } from './shared/ttl.ts'

export const expiretime = command({
  name: 'expiretime',
  summary: 'Returns the Unix time in seconds at which a key expires.',
  since: '7.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['keyspace', 'read', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => writeTtl(client, argv[1]!, { inSeconds: true, absolute: true }),
})
