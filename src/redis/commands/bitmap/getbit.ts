import { command, integer, key, keysAt } from '../../command/declaration.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { byteAt } from '../../values/string.ts'
import { readBitOffset } from './shared/offset.ts'

export const getbit = command({
  name: 'getbit',
  summary: 'Returns the bit at an offset of a string; 0 beyond its end.',
  since: '2.2.0',
  group: 'bitmap',
  complexity: 'O(1)',
  arity: 3,
  flags: ['readonly', 'fast'],
  acl: ['read', 'bitmap', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [key(), integer('offset')],
  run: (client, argv) => {
    const offset = readBitOffset(client, argv[2]!)
    const entry = client.db.read(argv[1]!, Type.string)
    client.reply.integer(entry === undefined ? 0 : bitOf(entry.value as StringValue, offset))
  },
})

const bitOf = (value: StringValue, offset: number): number =>
  (byteAt(value, Math.floor(offset / 8)) >> (7 - (offset % 8))) & 1
