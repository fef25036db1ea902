import type { Declaration } from '../../../command/declaration.ts'
import { clientLine } from '../../../clients/list.ts'

export const clientInfo: Declaration = {
  name: 'info',
  summary: 'Shows the CLIENT LIST line of this connection.',
  since: '6.2.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output'],
  run: (client) => client.reply.verbatim(`${clientLine(client)}\n`),
}
