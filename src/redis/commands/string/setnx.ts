import { command, key, keysAt, string } from '../../command/declaration.ts'
import { store } from './shared/set.ts'

export const setnx = command({
  name: 'setnx',
  summary: 'Stores a string only if the key does not exist.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['OW', 'insert'])],
  args: [key(), string('value')],
  run: (client, argv) => {
    const absent = client.db.lookupWrite(argv[1]!) === undefined
    if (absent) store(client, argv[1]!, argv[2]!)
    client.reply.integer(absent ? 1 : 0)
  },
})
