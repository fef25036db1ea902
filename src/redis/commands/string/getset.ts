import { command, key, keysAt, string } from '../../command/declaration.ts'
import { store, writeValueAt } from './shared/set.ts'

export const getset = command({
  name: 'getset',
  summary: 'Stores a new string at a key and returns the old one.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`SET` with `GET`',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), string('value')],
  run: (client, argv) => {
    writeValueAt(client, argv[1]!)
    store(client, argv[1]!, argv[2]!)
    client.propagateAs('SET', argv[1]!, argv[2]!)
  },
})
