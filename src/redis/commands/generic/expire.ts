import { command, integer, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { expireKey } from './shared/expire.ts'

export const expire = command({
  name: 'expire',
  summary: 'Sets how many seconds a key has left to live.',
  since: '1.0.0',
  group: 'generic',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `NX`, `XX`, `GT` and `LT` options.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    integer('seconds'),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX'), token('gt', 'GT'), token('lt', 'LT')], {
      since: '7.0.0',
      optional: true,
    }),
  ],
  run: (client, argv) => expireKey(client, argv, { unit: 'seconds', relative: true }),
})
