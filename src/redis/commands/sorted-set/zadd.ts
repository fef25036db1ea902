import { command, block, double, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { add } from './shared/add.ts'

export const zadd = command({
  name: 'zadd',
  summary: 'Adds members with their scores to a sorted set, or changes the scores of those already there.',
  since: '1.2.0',
  group: 'sorted-set',
  complexity: 'O(log(N)) for each member given, N being the members in the sorted set',
  history: [
    ['2.4.0', 'Takes several members.'],
    ['3.0.2', 'The `XX`, `NX`, `CH` and `INCR` options.'],
    ['6.2.0', 'The `GT` and `LT` options.'],
  ],
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'sortedset', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX')], { since: '3.0.2', optional: true }),
    oneof('comparison', [token('gt', 'GT'), token('lt', 'LT')], { since: '6.2.0', optional: true }),
    token('change', 'CH', { since: '3.0.2', optional: true }),
    token('increment', 'INCR', { since: '3.0.2', optional: true }),
    block('score_member', [double('score'), string('member')], { multiple: true }),
  ],
  run: (client, argv) => add(client, argv),
})
