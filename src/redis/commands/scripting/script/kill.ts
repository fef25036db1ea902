import type { Declaration } from '../../../command/declaration.ts'
import { engine } from '../shared/engine.ts'

export const scriptKill: Declaration = {
  name: 'kill',
  summary: 'Ends the script that is running, as long as it has written nothing.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  acl: ['slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:one_succeeded'],
  run: (client) => {
    engine(client).kill('eval')
    client.reply.ok()
  },
}
