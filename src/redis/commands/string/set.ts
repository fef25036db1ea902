import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { command, integer, key, keysAt, oneof, string, token, unixTime } from '../../command/declaration.ts'
import { parseStringOptions, readExpiry } from './shared/expiry.ts'
import { store, storeExpiring, writeValueAt } from './shared/set.ts'

export const set = command({
  name: 'set',
  summary: 'Stores a string at a key, whatever was there before; may set an expiry or a condition.',
  since: '1.0.0',
  group: 'string',
  complexity: 'O(1)',
  history: [
    ['2.6.12', 'The `EX`, `PX`, `NX` and `XX` options.'],
    ['6.0.0', 'The `KEEPTTL` option.'],
    ['6.2.0', 'The `GET`, `EXAT` and `PXAT` options.'],
    ['7.0.0', '`NX` and `GET` go together.'],
  ],
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'string', 'slow'],
  keySpecs: [
    keysAt(1, 1, 1, ['RW', 'access', 'update', 'variable_flags'], {
      notes: 'With `GET` the old value is read as well.',
    }),
  ],
  getKeys: (argv) => {
    const reads = argv.some((word, i) => i >= 3 && equalsIgnoreCase(word, 'get'))
    return [{ index: 1, flags: reads ? ['RW', 'access', 'update'] : ['OW', 'update'] }]
  },
  args: [
    key(),
    string('value'),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX')], { since: '2.6.12', optional: true }),
    token('get', 'GET', { since: '6.2.0', optional: true }),
    oneof(
      'expiration',
      [
        integer('seconds', { token: 'EX', since: '2.6.12' }),
        integer('milliseconds', { token: 'PX', since: '2.6.12' }),
        unixTime('unix-time-seconds', { token: 'EXAT', since: '6.2.0' }),
        unixTime('unix-time-milliseconds', { token: 'PXAT', since: '6.2.0' }),
        token('keepttl', 'KEEPTTL', { since: '6.0.0' }),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    if (argv.length > 3) {
      setWithOptions(client, argv)
      return
    }
    store(client, argv[1]!, argv[2]!)
    client.reply.ok()
  },
})

/** setGenericCommand, t_string.c. */
const setWithOptions = (client: Client, argv: readonly string[]): void => {
  const key = argv[1]!
  const value = argv[2]!
  const options = parseStringOptions(argv, 3, 'set')
  const { condition, get, unit } = options
  const at = unit === undefined ? undefined : readExpiry(client, options.expiry, unit)
  if (get) writeValueAt(client, key)
  if (condition !== undefined) {
    const found = client.db.lookupWrite(key) !== undefined
    if (found !== (condition === 'xx')) {
      if (!get) client.reply.nil()
      return
    }
  }
  if (at === undefined) store(client, key, value, options.keepTtl)
  else storeExpiring(client, key, value, at)
  if (!get) client.reply.ok()
  else if (at === undefined)
    client.propagateAs(...argv.filter((word, i) => i < 3 || !equalsIgnoreCase(word, 'get')))
}
