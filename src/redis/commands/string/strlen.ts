import { command, key, keysAt } from '../../command/declaration.ts'

export const strlen = command({
  name: 'strlen',
  summary: 'Returns the length of a string in bytes; 0 for a missing key.',
  since: '2.2.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO'])],
  args: [key()],
})
