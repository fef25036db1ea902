/** XREAD and XREADGROUP (t_stream.c: xreadCommand; blocked.c: serveClientsBlockedOnStreamKey). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readAtLeast, readInteger } from '../../../command/arguments.ts'
import type { KeyReference } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { Type } from '../../../keyspace/entry.ts'
import type { Entry } from '../../../keyspace/entry.ts'
import type { ConsumerGroup } from '../../../values/stream-group.ts'
import { compareIds, MAX_ID, MIN_ID, nextId } from '../../../values/stream-id.ts'
import type { StreamId } from '../../../values/stream-id.ts'
import type { StreamValue } from '../../../values/stream.ts'
import { deliverAgain, deliverNew } from './deliver.ts'
import { createConsumer, groupChanged, propagateConsumer, seeConsumer } from './groups.ts'
import { asStream, isWord, readStrictId, streamOf, writeRange } from './stream.ts'

/** GROUP's arguments. */
interface Membership {
  readonly group: string
  readonly consumer: string
  readonly noack: boolean
}

interface ReadOptions {
  /** Virtual µs, 0: no limit; undefined: do not wait. */
  readonly timeout: number | undefined
  /** 0: all entries. */
  readonly count: number
  readonly as: Membership | undefined
  /** Index of the first key; as many ids follow as there are keys. */
  readonly keysAt: number
}

/** What a parked reader waits for: the ids after which entries count, by key. */
interface Waiting {
  readonly ids: ReadonlyMap<string, StreamId>
  readonly count: number
  readonly as: Membership | undefined
}

/** Entries a reader that had to wait gets at most, unless it said how many (XREAD_BLOCKED_DEFAULT_COUNT). */
const WAITING_COUNT = 1000

/** XREAD, and XREADGROUP when `grouped`. */
export const read = (client: Client, argv: readonly string[], grouped: boolean): void => {
  client.preventPropagation = true
  if (client.parked !== undefined) {
    serve(client, client.parked.memo as Waiting)
    return
  }
  const options = readOptions(client, argv, grouped)
  const keys = argv.slice(options.keysAt, options.keysAt + (argv.length - options.keysAt) / 2)
  const ids = resolveIds(client, argv, keys, options)
  if (writeAvailable(client, keys, ids, options)) return
  if (options.timeout === undefined || client.denyBlocking) client.reply.nilArray()
  else park(client, keys, ids, options, options.timeout)
}

// ---- arguments ----------------------------------------------------------------------------------

const readOptions = (client: Client, argv: readonly string[], grouped: boolean): ReadOptions => {
  let timeout: number | undefined
  let count = 0
  let noack = false
  let as: readonly [group: string, consumer: string] | undefined
  let keysAt = 0
  for (let i = 1; i < argv.length && keysAt === 0; i++) {
    const word = argv[i]!
    const more = argv.length - i - 1
    if (more > 0 && equalsIgnoreCase(word, 'block')) {
      if (client.script) throw errors.blockFromScript(argv[0]!)
      timeout = readMilliseconds(argv[++i]!)
    } else if (more > 0 && equalsIgnoreCase(word, 'count')) {
      count = Math.max(0, readInteger(argv[++i]!))
    } else if (more > 0 && equalsIgnoreCase(word, 'streams')) {
      keysAt = i + 1
      if (more % 2 !== 0) throw errors.text(UNBALANCED)
    } else if (more > 1 && equalsIgnoreCase(word, 'group')) {
      if (!grouped) throw onlyGrouped('GROUP')
      as = [argv[i + 1]!, argv[i + 2]!]
      i += 2
    } else if (equalsIgnoreCase(word, 'noack')) {
      if (!grouped) throw onlyGrouped('NOACK')
      noack = true
    } else {
      throw errors.syntax()
    }
  }
  if (keysAt === 0) throw errors.syntax()
  if (grouped && as === undefined) throw errors.text('ERR Missing GROUP option for XREADGROUP')
  return { timeout, count, as: as && { group: as[0], consumer: as[1], noack }, keysAt }
}

const UNBALANCED = "ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified."

const onlyGrouped = (option: string) =>
  errors.text(`ERR The ${option} option is only supported by XREADGROUP. You called XREAD instead.`)

/** A timeout in ms as virtual µs (getTimeoutFromObjectOrReply). */
const readMilliseconds = (text: string): number => {
  const ms = readAtLeast(text, -Infinity, errors.timeoutNotInteger)
  if (ms < 0) throw errors.timeoutNegative()
  return ms * 1000
}

/** Looks the keys up and reads the ids: those after which entries are wanted, MAX_ID for `>`. */
const resolveIds = (
  client: Client,
  argv: readonly string[],
  keys: readonly string[],
  { as, keysAt }: ReadOptions,
): StreamId[] =>
  keys.map((key, i) => {
    const stream = asStream(client.db.lookupRead(key))
    if (as !== undefined && stream?.group(as.group) === undefined) throw errors.noGroupToRead(key, as.group)
    const text = argv[keysAt + keys.length + i]!
    if (isWord(text, '$')) {
      if (as !== undefined) throw errors.text(NO_DOLLAR)
      return stream?.lastId ?? MIN_ID
    }
    if (isWord(text, '>')) {
      if (as === undefined) throw errors.text(NO_NEW)
      return MAX_ID
    }
    return readStrictId(text)
  })

const NO_DOLLAR =
  'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by ' +
  'specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.'
const NO_NEW =
  'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.'

// ---- at once ------------------------------------------------------------------------------------

/** Replies with what the streams have for the reader; false when that is nothing. */
const writeAvailable = (
  client: Client,
  keys: readonly string[],
  ids: readonly StreamId[],
  { as, count }: ReadOptions,
): boolean => {
  const { reply } = client
  const mark = reply.mark()
  let served = 0
  keys.forEach((key, i) => {
    const entry = client.db.lookupRead(key)
    if (entry === undefined) return
    const stream = streamOf(entry)
    const group = as && stream.group(as.group)!
    const after = startAfter(stream, ids[i]!, group)
    if (after === undefined) return
    served++
    if (reply.protocol === 2) reply.array(2)
    reply.bulk(key)
    if (as === undefined) {
      writeRange(client, stream.read({ start: nextId(after) ?? MIN_ID }), count)
    } else {
      writeGrouped(client, { key, entry, group: group!, as, count, after, history: !isNew(ids[i]!) })
      client.server.dirty++
    }
  })
  if (served > 0) reply.putAt(mark, (reply.protocol === 2 ? '*' : '%') + served + '\r\n')
  return served > 0
}

const isNew = (id: StreamId): boolean => compareIds(id, MAX_ID) === 0

/** The id after which the reader is to be served now; undefined when it has to wait. */
const startAfter = (
  stream: StreamValue,
  id: StreamId,
  group: ConsumerGroup | undefined,
): StreamId | undefined => {
  // The history of a consumer is never waited for.
  if (group !== undefined && !isNew(id)) return id
  const after = group === undefined ? id : group.lastId
  return stream.length > 0 && compareIds(stream.edgeId(false), after) > 0 ? after : undefined
}

interface GroupedRead {
  readonly key: string
  readonly entry: Entry
  readonly group: ConsumerGroup
  readonly as: Membership
  readonly count: number
  readonly after: StreamId
  /** The consumer's pending entries instead of new ones. */
  readonly history: boolean
}

const writeGrouped = (client: Client, what: GroupedRead): void => {
  const { key, entry, group, as, count, after, history } = what
  const { noack } = as
  client.db.beforeChange(entry)
  const made = createConsumer(client, key, group, as.consumer)
  if (made !== undefined && noack) propagateConsumer(client, key, group, made)
  const consumer = made ?? seeConsumer(client, key, group, as.consumer)
  const start = nextId(after) ?? MIN_ID
  const delivery = { key, stream: streamOf(entry), group, consumer, noack }
  if (history) deliverAgain(client, delivery, start, count)
  else deliverNew(client, delivery, start, count)
  groupChanged(client, key)
}

// ---- waiting ------------------------------------------------------------------------------------

const park = (
  client: Client,
  keys: readonly string[],
  ids: readonly StreamId[],
  { as, count }: ReadOptions,
  timeout: number,
): void => {
  const byKey = new Map<string, StreamId>()
  // A key named twice is waited for with its first id.
  keys.forEach((key, i) => byKey.has(key) || byKey.set(key, ids[i]!))
  const memo: Waiting = { ids: byKey, count: count === 0 ? WAITING_COUNT : count, as }
  const whenGone = as && 'UNBLOCKED the stream key no longer exists'
  client.blockOnKeys(keys, timeout, 'nil-array', Type.stream, { memo, whenGone })
}

/** Replies to a parked reader from the key that became ready, if it has entries after the id waited for. */
const serve = (client: Client, { ids, count, as }: Waiting): void => {
  const { reply } = client
  const key = client.readyKey!
  const entry = client.db.peek(key)!
  const stream = streamOf(entry)
  const group = as && stream.group(as.group)
  if (as !== undefined && group === undefined) throw errors.groupGone()
  const after = group?.lastId ?? ids.get(key)!
  if (compareIds(stream.lastId, after) <= 0) {
    // Parked once more: nothing else is changed.
    client.blockOnKeys([...ids.keys()], 0, 'nil-array')
    return
  }
  if (reply.protocol === 2) {
    reply.array(1)
    reply.array(2)
  } else {
    reply.map(1)
  }
  reply.bulk(key)
  if (as === undefined) writeRange(client, stream.read({ start: nextId(after) ?? MIN_ID }), count)
  else writeGrouped(client, { key, entry, group: group!, as, count, after, history: false })
}

// ---- COMMAND GETKEYS ----------------------------------------------------------------------------

/** Where the keys of a call are; options are passed over as the command reads them (xreadGetKeys, db.c). */
export const keysOfRead = (argv: readonly string[]): readonly KeyReference[] => {
  const at = streamsOption(argv)
  const count = argv.length - at - 1
  if (at === -1 || count === 0 || count % 2 !== 0) return []
  return Array.from({ length: count / 2 }, (_, i) => ({ index: at + 1 + i, flags: [] }))
}

const ARGUMENTS: readonly (readonly [option: string, args: number])[] = [
  ['block', 1],
  ['count', 1],
  ['group', 2],
  ['noack', 0],
]

const streamsOption = (argv: readonly string[]): number => {
  for (let i = 1; i < argv.length; i++) {
    if (equalsIgnoreCase(argv[i]!, 'streams')) return i
    const option = ARGUMENTS.find(([name]) => equalsIgnoreCase(argv[i]!, name))
    if (option === undefined) return -1
    i += option[1]
  }
  return -1
}
