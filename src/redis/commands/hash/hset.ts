import { command, block, key, keysAt, string } from '../../command/declaration.ts'
import { setFields } from './shared/set.ts'

export const hset = command({
  name: 'hset',
  summary: 'Sets fields of a hash, creating it if needed; returns how many fields are new.',
  since: '2.0.0',
  group: 'hash',
  complexity: 'O(N) for N fields given',
  history: [['4.0.0', 'Takes several fields with their values.']],
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [key(), block('field_value', [string('field'), string('value')], { multiple: true })],
  run: (client, argv) => client.reply.integer(setFields(client, argv)),
})
