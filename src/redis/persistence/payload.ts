/**
 * What DUMP and FUNCTION DUMP answer: RDB bytes, then the version of the format and a checksum of all that
 * (cluster.c: createDumpPayload, verifyDumpPayload).
 */
import { crc64 } from '../../bytes/crc64.ts'
import { RdbFailure, failureText } from '../../formats/rdb/failure.ts'
import { isObjectType, RDB_VERSION } from '../../formats/rdb/format.ts'
import { readObject } from '../../formats/rdb/objects.ts'
import { RdbReader } from '../../formats/rdb/reader.ts'
import { checksumBytes, RdbWriter } from '../../formats/rdb/writer.ts'
import type { Client } from '../clients/client.ts'
import { errors } from '../command/errors.ts'
import type { Value } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'
import { loadValue, rdbTypeOf, readOptions, saveValue } from './values.ts'

const CHECKSUM = 8
/** Bytes after the data: version and checksum. */
export const FOOTER = 2 + CHECKSUM

/** Writes data by `write` and what a payload ends with. */
export const makePayload = ({ config }: RedisServer, write: (writer: RdbWriter) => void): string => {
  const writer = new RdbWriter({ compress: config.values.rdbcompression, checksum: false })
  write(writer)
  writer.byte(RDB_VERSION)
  writer.byte(RDB_VERSION >> 8)
  const body = writer.take()
  return body + checksumBytes(crc64(body))
}

/** A reader of a payload, footer included; throws when it is none or of a later version. */
export const openPayload = ({ debug }: RedisServer, payload: string): RdbReader => {
  const end = payload.length - FOOTER
  const version = payload.charCodeAt(end) | (payload.charCodeAt(end + 1) << 8)
  if (end < 0 || version > RDB_VERSION) throw errors.badPayload()
  if (!debug.skipsChecksums) {
    const body = payload.slice(0, -CHECKSUM)
    if (checksumBytes(crc64(body)) !== payload.slice(-CHECKSUM)) throw errors.badPayload()
  }
  return new RdbReader(payload)
}

/** DUMP's answer for a value. */
export const dumpValue = (server: RedisServer, value: Value): string =>
  makePayload(server, (writer) => {
    writer.byte(rdbTypeOf(value))
    saveValue(writer, value)
  })

/** The value of a payload a client sent; throws when it is damaged or of an empty collection. */
export const restoreValue = (client: Client, payload: string): Value => {
  const { server } = client
  const reader = openPayload(server, payload)
  try {
    const type = reader.byte()
    const object = isObjectType(type) ? readObject(reader, type, readOptions(server, client)) : undefined
    if (object !== undefined) return loadValue(server, object)
  } catch (error) {
    if (!(error instanceof RdbFailure)) throw error
    if (error.text !== undefined) server.log.verbose(failureText(error, 0))
  }
  throw errors.badDataFormat()
}
