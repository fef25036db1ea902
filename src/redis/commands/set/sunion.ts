import { command, key, keysAt } from '../../command/declaration.ts'
import { replyMembers } from './shared/set.ts'
import { union } from './shared/union.ts'

export const sunion = command({
  name: 'sunion',
  summary: 'Returns the members that are in at least one of the given sets.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members in all given sets together',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, -1, 1, ['RO', 'access'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => replyMembers(client, union(client, argv.slice(1)).members()),
})
