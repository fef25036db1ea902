import type { Declaration } from '../../../command/declaration.ts'
import { writeStats } from '../shared/list.ts'

export const functionStats: Declaration = {
  name: 'stats',
  summary: 'Shows which function is running, and how many libraries and functions each engine has.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  acl: ['slow', 'scripting'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  run: (client) => writeStats(client),
}
