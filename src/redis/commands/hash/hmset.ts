import { command, block, key, keysAt, string } from '../../command/declaration.ts'
import { setFields } from './shared/set.ts'

export const hmset = command({
  name: 'hmset',
  summary: 'Sets several fields of a hash at once: the old form of HSET.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  docFlags: ['deprecated'],
  deprecatedSince: '4.0.0',
  replacedBy: '`HSET`, which takes several fields',
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), block('field_value', [string('field'), string('value')], { multiple: true })],
  run: (client, argv) => {
    setFields(client, argv)
    client.reply.ok()
  },
})
