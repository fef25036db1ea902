/** What the subcommands of XGROUP share (t_stream.c: xgroupCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import type { ConsumerGroup } from '../../../values/stream-group.ts'
import { UNKNOWN } from '../../../values/stream-group.ts'
import { streamOf } from './stream.ts'

/** The options after the id of XGROUP CREATE and SETID. */
export interface GroupOptions {
  readonly makeStream: boolean
  readonly entriesRead: number | bigint
}

/** Reads ENTRIESREAD, and MKSTREAM where it is `allowed`. */
export const readGroupOptions = (argv: readonly string[], makeStreamAllowed: boolean): GroupOptions => {
  let makeStream = false
  let entriesRead: number | bigint = UNKNOWN
  for (let i = 5; i < argv.length; i++) {
    if (makeStreamAllowed && equalsIgnoreCase(argv[i]!, 'mkstream')) {
      makeStream = true
    } else if (i + 1 < argv.length && equalsIgnoreCase(argv[i]!, 'entriesread')) {
      entriesRead = readInt64(argv[++i]!)
      if (entriesRead < 0 && entriesRead !== UNKNOWN) {
        throw errors.text('ERR value for ENTRIESREAD must be positive or -1')
      }
    } else {
      throw errors.subcommandSyntax(argv[1]!, 'xgroup')
    }
  }
  return { makeStream, entriesRead }
}

/** The entry of the stream at argv[2], which must be there. */
export const requireStream = (client: Client, argv: readonly string[]): Entry => {
  const entry = client.db.write(argv[2]!, Type.stream)
  if (entry === undefined) throw errors.text(NO_KEY)
  return entry
}

const NO_KEY =
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM ' +
  'option to create an empty stream automatically.'

/** The group argv[3] of the stream at argv[2], which must both be there, about to be changed. */
export const groupToChange = (client: Client, argv: readonly string[]): ConsumerGroup => {
  const entry = requireStream(client, argv)
  const group = streamOf(entry).group(argv[3]!)
  if (group === undefined) throw errors.noGroupOfKey(argv[2]!, argv[3]!)
  client.db.beforeChange(entry)
  return group
}
