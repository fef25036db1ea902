/** The options of XADD and XTRIM (t_stream.c: streamParseAddOrTrimArgsOrReply). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { idText, readId } from '../../../values/stream-id.ts'
import type { ReadId, StreamId } from '../../../values/stream-id.ts'
import type { StreamValue, Trim } from '../../../values/stream.ts'
import { isWord, readStrictId } from './stream.ts'

export interface AddOptions {
  /** Undefined: the stream is not trimmed. */
  readonly trim: Trim | undefined
  /** Index of MAXLEN's or MINID's argument. */
  readonly trimAt: number
  readonly noMakeStream: boolean
  /** XADD's id; undefined for `*`. */
  readonly id: ReadId | undefined
  /** Index of the id. */
  readonly idAt: number
}

/** What was read so far. */
class Options {
  maxLength: number | undefined
  minId: StreamId | undefined
  approximate = false
  trimAt = 0
  limit: number | undefined
  noMakeStream = false
  id: ReadId | undefined

  get trims(): boolean {
    return this.maxLength !== undefined || this.minId !== undefined
  }
}

/** Reads the options from argv[2] on, up to XADD's id. */
export const readOptions = (client: Client, argv: readonly string[], xadd: boolean): AddOptions => {
  const options = new Options()
  let i = 2
  for (; i < argv.length; i++) {
    const word = argv[i]!
    const more = i + 1 < argv.length
    if (xadd && isWord(word, '*')) break
    if (more && equalsIgnoreCase(word, 'maxlen')) i = readThreshold(options, argv, i, 'maxlen')
    else if (more && equalsIgnoreCase(word, 'minid')) i = readThreshold(options, argv, i, 'minid')
    else if (more && equalsIgnoreCase(word, 'limit')) {
      options.limit = readInteger(argv[++i]!)
      if (options.limit < 0) throw errors.text('ERR The LIMIT argument must be >= 0.')
    } else if (xadd && equalsIgnoreCase(word, 'nomkstream')) options.noMakeStream = true
    else if (xadd) {
      options.id = readId(word, { star: true })
      if (options.id === undefined) throw errors.invalidStreamId()
      break
    } else throw errors.syntax()
  }
  return { ...settle(client, options, xadd), idAt: i }
}

/** `[=|~] threshold` after MAXLEN or MINID; answers the index of the threshold. */
const readThreshold = (
  options: Options,
  argv: readonly string[],
  at: number,
  strategy: 'maxlen' | 'minid',
): number => {
  if (options.trims) {
    throw errors.text('ERR syntax error, MAXLEN and MINID options at the same time are not compatible')
  }
  let i = at + 1
  options.approximate = isWord(argv[i]!, '~') && i + 1 < argv.length
  if (options.approximate || (isWord(argv[i]!, '=') && i + 1 < argv.length)) i++
  if (strategy === 'minid') {
    options.minId = readStrictId(argv[i]!)
  } else {
    options.maxLength = readInteger(argv[i]!)
    if (options.maxLength < 0) throw errors.text('ERR The MAXLEN argument must be >= 0.')
  }
  options.trimAt = i
  return i
}

/** Nodes that are removed at most when ~ comes without LIMIT, and what that may come to. */
const NODES = 100
const ENTRIES_WITHOUT_NODE_LIMIT = 10_000
const MOST_ENTRIES = 1_000_000

const settle = (client: Client, options: Options, xadd: boolean): Omit<AddOptions, 'idAt'> => {
  const { trims, approximate, maxLength, minId, trimAt, noMakeStream, id } = options
  if (!trims && options.limit !== undefined && options.limit !== 0) {
    throw errors.text('ERR syntax error, LIMIT cannot be used without specifying a trimming strategy')
  }
  if (!trims && !xadd) {
    throw errors.text('ERR syntax error, XTRIM must be called with a trimming strategy')
  }
  if (!client.mustObey && options.limit !== undefined && !approximate) {
    throw errors.text('ERR syntax error, LIMIT cannot be used without the special ~ option')
  }
  const limit = client.mustObey || !approximate ? 0 : (options.limit ?? standardLimit(client))
  const trim = trims ? { maxLength, minId, approximate, limit } : undefined
  return { trim, trimAt, noMakeStream, id }
}

const standardLimit = (client: Client): number => {
  const limit = NODES * Number(client.server.config.values.streamNodeMaxEntries)
  return Math.min(limit <= 0 ? ENTRIES_WITHOUT_NODE_LIMIT : limit, MOST_ENTRIES)
}

/** Trims and tells; answers how many entries went. */
export const trimStream = (client: Client, key: string, stream: StreamValue, how: Trim): number => {
  const removed = stream.trim(how)
  client.work(removed)
  if (removed > 0) client.db.notify('stream', 'xtrim', key)
  return removed
}

/**
 * How far an approximate trimming went depends on the nodes: it is propagated as an exact one with the same outcome
 * (streamRewriteTrimArgument).
 */
export const writeExactTrim = (
  rewritten: string[],
  { trim, trimAt }: AddOptions,
  stream: StreamValue,
): void => {
  rewritten[trimAt - 1] = '='
  rewritten[trimAt] =
    trim!.maxLength !== undefined ? String(stream.length) : idText(stream.edgeId(true, true))
}
