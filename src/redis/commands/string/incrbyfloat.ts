import { formatHuman } from '../../../bytes/doubles.ts'
import {
  addLongDouble,
  isInf,
  isNaN,
  numberToLongDouble,
  parseLongDouble,
} from '../../../bytes/longdouble.ts'
import { command, double, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { longDoubleOf } from '../../values/string.ts'

export const incrbyfloat = command({
  name: 'incrbyfloat',
  summary: 'Adds a floating-point number to the number stored at a key; a missing key counts as 0.',
  since: '2.6.0',
  group: 'string',
  complexity: 'O(1)',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'update'])],
  args: [key(), double('increment')],
  run: (client, argv) => {
    const key = argv[1]!
    const { db } = client
    const entry = db.write(key, Type.string)
    const value = entry === undefined ? ZERO : longDoubleOf(entry.value as StringValue)
    const by = parseLongDouble(argv[2]!)
    if (by === undefined) throw errors.notFloat()
    const sum = addLongDouble(value, by)
    if (isNaN(sum) || isInf(sum)) throw errors.nanOrInfinity()
    const text = formatHuman(sum)
    if (entry === undefined) {
      db.add(key, text)
    } else {
      db.beforeChange(entry)
      entry.value = text
      entry.raw = false
    }
    db.changed(key, 'string', 'incrbyfloat')
    client.reply.bulk(text)
    // A replica may compute with another precision: it is told the result.
    client.propagateAs('SET', key, text, 'KEEPTTL')
  },
})

const ZERO = numberToLongDouble(0)
