import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { getRange } from './shared/range.ts'

export const substr = command({
  name: 'substr',
  summary: 'Returns the bytes of a string between two positions: the old name of GETRANGE.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(N) for N bytes returned',
  docFlags: ['deprecated'],
  deprecatedSince: '2.0.0',
  replacedBy: '`GETRANGE`',
  arity: 4,
  flags: ['readonly'],
  acl: ['read', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('start'), integer('end')],
  run: getRange,
})
