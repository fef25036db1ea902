import { command, integer, key, keysAt } from '../../command/declaration.ts'
import { getRange } from './shared/range.ts'

export const getrange = command({
  name: 'getrange',
  summary: 'Returns the bytes of a string between two positions; negative positions count from the end.',
  since: '2.4.0',
  group: 'string',
  complexity: 'O(N) for N bytes returned',
  arity: 4,
  flags: ['readonly'],
  acl: ['read', 'string', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('start'), integer('end')],
  run: getRange,
})
