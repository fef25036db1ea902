import { command, string } from '../../command/declaration.ts'

export const echo = command({
  name: 'echo',
  summary: 'Returns its argument unchanged.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  acl: ['fast', 'connection'],
  args: [string('message')],
  run: ({ reply }, argv) => reply.bulk(argv[1]!),
})
