import type { Declaration } from '../../../command/declaration.ts'
import { block, integer } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterAddslotsrange: Declaration = {
  name: 'addslotsrange',
  summary: 'Makes this node responsible for whole ranges of hash slots that nobody owns.',
  since: '7.0.0',
  group: 'cluster',
  complexity: 'O(N) for N slots in the ranges',
  arity: -4,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [block('start-slot_end-slot', [integer('start-slot'), integer('end-slot')], { multiple: true })],
  run: clusterOnly,
}
