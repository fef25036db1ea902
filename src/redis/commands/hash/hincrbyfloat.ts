import { formatHuman } from '../../../bytes/doubles.ts'
import {
  addLongDouble,
  isInf,
  isNaN,
  numberToLongDouble,
  parseLongDouble,
} from '../../../bytes/longdouble.ts'
import { command, double, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { openHash } from './shared/hash.ts'

export const hincrbyfloat = command({
  name: 'hincrbyfloat',
  summary: 'Adds a floating-point number to the number in a field of a hash; a missing field counts as 0.',
  since: '2.6.0',
  group: 'hash',
  complexity: 'O(1)',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hash', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), string('field'), double('increment')],
  run: (client, argv) => {
    const key = argv[1]!
    const field = argv[2]!
    const by = parseLongDouble(argv[3]!)
    if (by === undefined) throw errors.notFloat()
    if (isNaN(by) || isInf(by)) throw errors.text('ERR value is NaN or Infinity')
    const hash = openHash(client, key)
    const old = hash.get(field)
    const value = old === undefined ? ZERO : parseLongDouble(old)
    if (value === undefined) throw errors.text('ERR hash value is not a float')
    const sum = addLongDouble(value, by)
    if (isNaN(sum) || isInf(sum)) throw errors.nanOrInfinity()
    const text = formatHuman(sum)
    hash.set(field, text, client.server.config.values)
    client.reply.bulk(text)
    client.db.changed(key, 'hash', 'hincrbyfloat')
    // A replica may compute with another precision: it is told the result.
    client.propagateAs('HSET', key, field, text)
  },
})

const ZERO = numberToLongDouble(0)
