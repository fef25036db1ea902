import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, string, token } from '../../../command/declaration.ts'
import { clusterOnly } from '../shared/enabled.ts'

export const clusterSetslot: Declaration = {
  name: 'setslot',
  summary: 'Sets the owner of a hash slot, or that it is being moved.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'O(1)',
  arity: -4,
  flags: ['admin', 'stale', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [
    integer('slot'),
    oneof('subcommand', [
      string('node-id', { token: 'IMPORTING' }),
      string('node-id', { token: 'MIGRATING' }),
      string('node-id', { token: 'NODE' }),
      token('stable', 'STABLE'),
    ]),
  ],
  run: clusterOnly,
}
