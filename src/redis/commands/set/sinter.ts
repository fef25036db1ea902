import { command, key, keysAt } from '../../command/declaration.ts'
import { replyIntersection } from './shared/intersection.ts'

export const sinter = command({
  name: 'sinter',
  summary: 'Returns the members that all given sets share.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N*M) at worst, for N members in the smallest set and M sets',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, -1, 1, ['RO', 'access'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => replyIntersection(client, argv.slice(1)),
})
