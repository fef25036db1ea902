/** Places and distances in replies (geo.c). */
import { formatFixed, formatHuman, numberToLongDouble } from '../../../../bytes/doubles.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'
import type { Place } from '../../../../structures/geohash.ts'

/** Writes a distance with four decimals, in RESP3 too as a bulk string (addReplyDoubleDistance). */
export const writeDistance = (reply: ReplyWriter, distance: number): void =>
  reply.bulk(formatFixed(distance, 4))

/** Writes degrees with up to 17 decimals (addReplyHumanLongDouble). */
const writeDegrees = (reply: ReplyWriter, degrees: number): void => {
  const text = formatHuman(numberToLongDouble(degrees))
  if (reply.protocol === 2) reply.bulk(text)
  else reply.raw(`,${text}\r\n`)
}

/** Writes an array of longitude and latitude. */
export const writePlace = (reply: ReplyWriter, { longitude, latitude }: Place): void => {
  reply.array(2)
  writeDegrees(reply, longitude)
  writeDegrees(reply, latitude)
}
