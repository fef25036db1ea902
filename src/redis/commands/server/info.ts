import { cString } from '../../config/ctext.ts'
import { command, string } from '../../command/declaration.ts'
import { infoText } from '../../introspection/info/info.ts'

export const info = command({
  name: 'info',
  summary: 'Reports figures about the server: memory, clients, persistence, replication and more.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(1)',
  history: [['7.0.0', 'Takes several section names.']],
  arity: -1,
  flags: ['loading', 'stale'],
  acl: ['slow', 'dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  args: [string('section', { optional: true, multiple: true })],
  run: (client, argv) => client.reply.verbatim(infoText(client.server, argv.slice(1).map(cString))),
})
