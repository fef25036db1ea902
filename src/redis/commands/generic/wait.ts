import { command, integer } from '../../command/declaration.ts'

export const wait = command({
  name: 'wait',
  summary: 'Waits until enough replicas have acknowledged the writes of this connection.',
  since: '3.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript'],
  acl: ['slow', 'connection'],
  tips: ['request_policy:all_shards', 'response_policy:agg_min'],
  args: [integer('numreplicas'), integer('timeout')],
})
