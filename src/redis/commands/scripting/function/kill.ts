import type { Declaration } from '../../../command/declaration.ts'
import { engine } from '../shared/engine.ts'

export const functionKill: Declaration = {
  name: 'kill',
  summary: 'Ends the function that is running, as long as it has written nothing.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  acl: ['slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:one_succeeded'],
  run: (client) => {
    engine(client).kill('function')
    client.reply.ok()
  },
}
