import { command, key, keysAt, oneof, token, unixTime } from '../../command/declaration.ts'
import { expireKey } from './shared/expire.ts'

export const expireat = command({
  name: 'expireat',
  summary: 'Sets the Unix time in seconds at which a key expires.',
  since: '1.2.0',
  group: 'generic',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `NX`, `XX`, `GT` and `LT` options.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    unixTime('unix-time-seconds'),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX'), token('gt', 'GT'), token('lt', 'LT')], {
      since: '7.0.0',
      optional: true,
    }),
  ],
  run: (client, argv) => expireKey(client, argv, { unit: 'seconds', relative: false }),
})
