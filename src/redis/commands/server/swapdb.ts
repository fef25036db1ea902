import { command, integer } from '../../command/declaration.ts'

export const swapdb = command({
  name: 'swapdb',
  summary: 'Exchanges the contents of two databases at once, for all connections.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(N) for N clients watching or waiting on keys of either database',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast', 'dangerous'],
  args: [integer('index1'), integer('index2')],
})
