/** XRANGE and XREVRANGE (t_stream.c: xrangeGenericCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { readEnd, readStart, readStream, writeRange } from './stream.ts'

/** Replies with the entries between two ids; from the last to the first when `reverse`. */
export const range = (client: Client, argv: readonly string[], reverse: boolean): void => {
  const start = readStart(argv[reverse ? 3 : 2]!)
  const end = readEnd(argv[reverse ? 2 : 3]!)
  const count = readCount(argv)
  const stream = readStream(client.db, argv[1]!)
  if (stream === undefined) client.reply.array(0)
  else if (count === 0) client.reply.nilArray()
  else writeRange(client, stream.read({ start, end, reverse }), count ?? 0)
}

/** COUNT, at least 0; undefined when it is not given. */
const readCount = (argv: readonly string[]): number | undefined => {
  let count: number | undefined
  for (let i = 4; i < argv.length; i += 2) {
    if (!equalsIgnoreCase(argv[i]!, 'count') || i + 1 === argv.length) throw errors.syntax()
    count = Math.max(0, readInteger(argv[i + 1]!))
  }
  return count
}
