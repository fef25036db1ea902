import { command, key, keysAt } from '../../command/declaration.ts'
import { replyMembers } from './shared/set.ts'
import { difference } from './shared/union.ts'

export const sdiff = command({
  name: 'sdiff',
  summary: 'Returns the members of the first set that are in none of the others.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members in all given sets together',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, -1, 1, ['RO', 'access'])],
  args: [key('key', { multiple: true })],
  run: (client, argv) => replyMembers(client, difference(client, argv.slice(1)).members()),
})
