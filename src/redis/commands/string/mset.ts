import { command, block, key, keysAt, string } from '../../command/declaration.ts'
import { setAll } from './shared/mset.ts'

export const mset = command({
  name: 'mset',
  summary: 'Stores several strings at several keys in one step.',
  since: '1.0.1',
  group: 'string',
  complexity: 'O(N) for N keys',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  tips: ['request_policy:multi_shard', 'response_policy:all_succeeded'],
  keySpecs: [keysAt(1, -1, 2, ['OW', 'update'])],
  args: [block('key_value', [key(), string('value')], { multiple: true })],
  run: (client, argv) => {
    setAll(client, argv)
    client.reply.ok()
  },
})
