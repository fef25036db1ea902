import { command, block, key, keysAt, string } from '../../command/declaration.ts'
import { checkPairs, setAll } from './shared/mset.ts'

export const msetnx = command({
  name: 'msetnx',
  summary: 'Stores several strings in one step, but only if none of the keys exists.',
  since: '1.0.1',
  group: 'string',
  complexity: 'O(N) for N keys',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  tips: ['request_policy:multi_shard', 'response_policy:agg_min'],
  keySpecs: [keysAt(1, -1, 2, ['OW', 'insert'])],
  args: [block('key_value', [key(), string('value')], { multiple: true })],
  run: (client, argv) => {
    checkPairs(client, argv)
    for (let i = 1; i < argv.length; i += 2) {
      if (client.db.lookupWrite(argv[i]!) === undefined) continue
      client.reply.integer(0)
      return
    }
    setAll(client, argv)
    client.reply.integer(1)
  },
})
