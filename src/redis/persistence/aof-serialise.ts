/** One key as the commands that make it, for a rewrite without RDB preamble (aof.c: rewriteAppendOnlyFileRio). */
import { formatDouble } from '../../bytes/doubles.ts'
import { countHeader, encodeBulk, encodeCommand } from '../../formats/aof/encode.ts'
import type { StringValue, Value } from '../keyspace/entry.ts'
import { HashValue } from '../values/hash.ts'
import { ListValue } from '../values/list.ts'
import { SetValue } from '../values/set.ts'
import { StreamValue } from '../values/stream.ts'
import type { Consumer, ConsumerGroup } from '../values/stream-group.ts'
import { idText } from '../values/stream-id.ts'
import { textOf } from '../values/string.ts'
import { ZSetValue } from '../values/zset.ts'

/** Elements, fields or members in a command at most (AOF_REWRITE_ITEMS_PER_CMD). */
const ITEMS = 64

/** Takes what is to be written, piece by piece. */
export type Sink = (text: string) => void

/** Writes `items` elements of `words` arguments each, in commands of at most 64 elements. */
class Batches {
  private readonly name: string
  private readonly key: string
  private readonly words: number
  private readonly put: Sink
  private left: number
  private inCommand = 0
  private text = ''

  constructor(name: string, key: string, items: number, words: number, put: Sink) {
    this.name = name
    this.key = key
    this.left = items
    this.words = words
    this.put = put
  }

  /** The next element, encoded. */
  add(encoded: string): void {
    if (this.inCommand === 0) {
      const items = Math.min(ITEMS, this.left)
      this.text = countHeader(2 + items * this.words) + encodeBulk(this.name) + encodeBulk(this.key)
    }
    this.text += encoded
    this.left--
    this.inCommand++
    if (this.inCommand < ITEMS && this.left > 0) return
    this.put(this.text)
    this.inCommand = 0
  }
}

const writeList = (key: string, value: ListValue, put: Sink): void => {
  const batches = new Batches('RPUSH', key, value.size, 1, put)
  value.list.forEach((element) => batches.add(encodeBulk(element)))
}

const writeSet = (key: string, value: SetValue, put: Sink): void => {
  const batches = new Batches('SADD', key, value.size, 1, put)
  value.forEach((member) => batches.add(encodeBulk(member)))
}

const writeSortedSet = (key: string, value: ZSetValue, put: Sink): void => {
  const batches = new Batches('ZADD', key, value.size, 2, put)
  value.forEach((member, score) => batches.add(encodeBulk(formatDouble(score)) + encodeBulk(member)))
}

const writeHash = (key: string, value: HashValue, put: Sink): void => {
  const batches = new Batches('HMSET', key, value.size, 2, put)
  value.forEach((field, text) => batches.add(encodeBulk(field) + encodeBulk(text)))
}

const writeStream = (key: string, stream: StreamValue, put: Sink): void => {
  const reader = stream.read()
  while (reader.next()) {
    const argv = ['XADD', key, idText(reader.id)]
    reader.forEachField((field, value) => argv.push(field, value))
    put(encodeCommand(argv))
  }
  // An empty stream: an entry that goes at once.
  if (stream.length === 0) put(encodeCommand(['XADD', key, 'MAXLEN', '0', '0-1', 'x', 'y']))
  const { lastId, entriesAdded, maxDeletedId } = stream
  const added = ['ENTRIESADDED', `${entriesAdded}`, 'MAXDELETEDID', idText(maxDeletedId)]
  put(encodeCommand(['XSETID', key, idText(lastId), ...added]))
  stream.groups?.forEach((group) => writeGroup(key, group, put))
}

const writeGroup = (key: string, group: ConsumerGroup, put: Sink): void => {
  const { name, lastId, entriesRead } = group
  put(encodeCommand(['XGROUP', 'CREATE', key, name, idText(lastId), 'ENTRIESREAD', `${entriesRead}`]))
  group.consumers.forEach((consumer) => writeConsumer(key, name, consumer, put))
}

const writeConsumer = (key: string, group: string, { name, pending }: Consumer, put: Sink): void => {
  let some = false
  pending.forEach(({ id, deliveryTime, deliveryCount }) => {
    some = true
    const when = ['TIME', `${deliveryTime}`, 'RETRYCOUNT', `${deliveryCount}`, 'JUSTID', 'FORCE']
    put(encodeCommand(['XCLAIM', key, group, name, '0', idText(id), ...when]))
  })
  if (!some) put(encodeCommand(['XGROUP', 'CREATECONSUMER', key, group, name]))
}

const writeValue = (key: string, value: Value, put: Sink): void => {
  if (value instanceof ListValue) writeList(key, value, put)
  else if (value instanceof SetValue) writeSet(key, value, put)
  else if (value instanceof ZSetValue) writeSortedSet(key, value, put)
  else if (value instanceof HashValue) writeHash(key, value, put)
  else if (value instanceof StreamValue) writeStream(key, value, put)
  else put(encodeCommand(['SET', key, textOf(value as StringValue)]))
}

/** Writes the commands that make a key with this value; `expireAt` in Unix ms. */
export const writeKey = (key: string, value: Value, expireAt: number | bigint | null, put: Sink): void => {
  writeValue(key, value, put)
  if (expireAt !== null) put(encodeCommand(['PEXPIREAT', key, `${expireAt}`]))
}

/** Writes a function library. */
export const writeLibrary = (code: string, put: Sink): void => put(encodeCommand(['FUNCTION', 'LOAD', code]))
