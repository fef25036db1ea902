/** FUNCTION DUMP and RESTORE: the libraries' code as an RDB fragment with version and checksum (functions.c). */
import { toLower } from '../../../../bytes/bytestrings.ts'
import { RdbFailure } from '../../../../formats/rdb/failure.ts'
import { Opcode } from '../../../../formats/rdb/format.ts'
import { readLibrary } from '../../../../formats/rdb/library.ts'
import type { ReadLibrary } from '../../../../formats/rdb/library.ts'
import type { RdbReader } from '../../../../formats/rdb/reader.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { FOOTER, makePayload, openPayload } from '../../../persistence/payload.ts'
import type { Functions } from '../../../scripting/functions.ts'
import type { RedisServer } from '../../../server/server.ts'
import { engine } from './engine.ts'

/** All libraries. */
export const dumpLibraries = (server: RedisServer, { libraries }: Functions): string =>
  makePayload(server, (writer) => {
    for (const { code } of libraries.values()) writer.function(code)
  })

const isLibrary = (opcode: number): boolean =>
  opcode === Opcode.function2 || opcode === Opcode.functionBeforeGa

/** The codes in a payload. */
const readLibraries = (reader: RdbReader): string[] => {
  const codes: string[] = []
  while (reader.end - reader.at > FOOTER) {
    const opcode = reader.byte()
    if (!isLibrary(opcode)) throw errors.text('ERR given type is not a function')
    const read = readOne(reader, opcode)
    if ('error' in read) throw errors.text(`ERR ${read.error}`)
    codes.push(read.code)
  }
  return codes
}

const readOne = (reader: RdbReader, opcode: number): ReadLibrary => {
  try {
    return readLibrary(reader, opcode)
  } catch (error) {
    if (error instanceof RdbFailure) return { error: 'Failed loading library payload' }
    throw error
  }
}

const POLICIES: readonly string[] = ['flush', 'append', 'replace']

/** FUNCTION RESTORE: all of them or none. */
export const restoreLibraries = (client: Client, argv: readonly string[]): void => {
  if (argv.length > 4) throw errors.subcommandSyntax(argv[1]!, 'function')
  const policy = argv.length === 4 ? toLower(argv[3]!) : 'append'
  if (!POLICIES.includes(policy)) {
    throw errors.text('ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.')
  }
  const codes = readLibraries(openPayload(client.server, argv[2]!))
  engine(client).functions.restore(codes, policy as 'flush' | 'append' | 'replace')
  client.server.dirty++
  client.reply.ok()
}
