import { command, integer } from '../../command/declaration.ts'

export const select = command({
  name: 'select',
  summary: 'Makes another numbered database current for this connection.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  acl: ['fast', 'connection'],
  args: [integer('index')],
})
