/** GETRANGE and SUBSTR (t_string.c: getrangeCommand). */
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import type { StringValue } from '../../../keyspace/entry.ts'
import { Type } from '../../../keyspace/entry.ts'
import { lengthOf, sliceOf } from '../../../values/string.ts'

export const getRange = (client: Client, argv: readonly string[]): void => {
  const first = readInt64(argv[2]!)
  const last = readInt64(argv[3]!)
  const entry = client.db.read(argv[1]!, Type.string)
  if (entry === undefined || (first < 0 && last < 0 && first > last)) {
    client.reply.bulk('')
    return
  }
  const value = entry.value as StringValue
  const length = lengthOf(value)
  let start = Number(first)
  let end = Number(last)
  if (start < 0) start = Math.max(0, length + start)
  if (end < 0) end = Math.max(0, length + end)
  if (end >= length) end = length - 1
  if (start > end || length === 0) client.reply.bulk('')
  else if (value instanceof Uint8Array) client.reply.bytes(value.subarray(start, end + 1))
  else client.reply.bulk(sliceOf(value, start, end + 1))
}
