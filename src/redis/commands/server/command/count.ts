import type { Declaration } from '../../../command/declaration.ts'

export const commandCount: Declaration = {
  name: 'count',
  summary: 'Returns how many commands the server knows.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  run({ reply, server }) {
    reply.integer(server.commands.commands.length)
  },
}
