import { command, key, keysAt } from '../../command/declaration.ts'
import { storeIntersection } from './shared/intersection.ts'

export const sinterstore = command({
  name: 'sinterstore',
  summary: 'Stores at a key the members that all given sets share.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N*M) at worst, for N members in the smallest set and M sets',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'set', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update']), keysAt(2, -1, 1, ['RO', 'access'])],
  args: [key('destination'), key('key', { keySpecIndex: 1, multiple: true })],
  run: (client, argv) => storeIntersection(client, argv[1]!, argv.slice(2)),
})
