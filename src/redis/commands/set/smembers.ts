import { command, key, keysAt } from '../../command/declaration.ts'
import { replyIntersection } from './shared/intersection.ts'

export const smembers = command({
  name: 'smembers',
  summary: 'Returns all members of a set, in no particular order.',
  since: '1.0.0',
  group: 'set',
  complexity: 'O(N) for N members',
  arity: 2,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
  tips: ['nondeterministic_output_order'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key()],
  run: (client, argv) => replyIntersection(client, [argv[1]!]),
})
