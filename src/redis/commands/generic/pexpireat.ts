import { command, key, keysAt, oneof, token, unixTime } from '../../command/declaration.ts'
import { expireKey } from './shared/expire.ts'

export const pexpireat = command({
  name: 'pexpireat',
  summary: 'Sets the Unix time in milliseconds at which a key expires.',
  since: '2.6.0',
  group: 'generic',
  complexity: 'O(1)',
  history: [['7.0.0', 'The `NX`, `XX`, `GT` and `LT` options.']],
  arity: -3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    unixTime('unix-time-milliseconds'),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX'), token('gt', 'GT'), token('lt', 'LT')], {
      since: '7.0.0',
      optional: true,
    }),
  ],
  run: (client, argv) => expireKey(client, argv, { unit: 'milliseconds', relative: false }),
})
