import { command, integer, key, keysAt, string, token } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import type { Client } from '../../clients/client.ts'
import { readAtLeast } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import { encodeId, idText, MIN_ID } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import { claim, dropPending } from './shared/claim.ts'
import type { Claim } from './shared/claim.ts'
import { groupChanged, requireGroup } from './shared/groups.ts'
import { asStream, readStart, writeId } from './shared/stream.ts'

export const xautoclaim = command({
  name: 'xautoclaim',
  summary: 'Takes over entries that other consumers left pending too long, going through the list by cursor.',
  since: '6.2.0',
  group: 'stream',
  complexity: 'O(1) for a small COUNT',
  history: [['7.0.0', 'The reply lists pending ids whose entries no longer exist; they left the list.']],
  arity: -6,
  flags: ['write', 'fast'],
  acl: ['write', 'stream', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [
    key(),
    string('group'),
    string('consumer'),
    string('min-idle-time'),
    string('start'),
    integer('count', { token: 'COUNT', optional: true }),
    token('justid', 'JUSTID', { optional: true }),
  ],
  run: (client, argv) => {
    const { db, server, reply } = client
    const key = argv[1]!
    const entry = db.lookupRead(key)
    const minIdle = Math.max(0, readAtLeast(argv[4]!, -Infinity, invalidIdle))
    const start = readStart(argv[5]!)
    const { count, justId } = readOptions(argv)
    const { stream, group } = requireGroup(asStream(entry), key, argv[2]!)
    if (count * ID_BYTES > MOST_TRANSIENT) throw errors.text(NO_MEMORY)
    db.beforeChange(entry!)
    const deliveryTime = server.milliseconds
    const what = { key, stream, group, name: argv[3]!, deliveryTime, retryCount: undefined, justId }
    reply.array(3)
    const mark = reply.mark()
    const { claimed, deleted, next } = claimFrom(client, what, { start, count, minIdle })
    const cursor = idText(next)
    reply.putAt(mark, `$${cursor.length}\r\n${cursor}\r\n*${claimed}\r\n`)
    reply.array(deleted.length)
    for (const id of deleted) writeId(client, id)
    groupChanged(client, key)
    client.preventPropagation = true
  },
})

const invalidIdle = () => errors.text('ERR Invalid min-idle-time argument for XAUTOCLAIM')

/** Redis makes room for `COUNT` ids of 16 bytes; how much it gets depends on the machine (48 TB are fine). */
const ID_BYTES = 16
const MOST_TRANSIENT = 2 ** 46
const NO_MEMORY = 'ERR Insufficient memory, failed allocating transient memory, COUNT too high.'

/** Pending entries that are looked at for each one that may be claimed. */
const ATTEMPTS = 10
const STANDARD_COUNT = 100
const MOST = 2n ** 63n / BigInt(ID_BYTES) - 1n

const readOptions = (argv: readonly string[]): { count: number; justId: boolean } => {
  let count = STANDARD_COUNT
  let justId = false
  for (let i = 6; i < argv.length; i++) {
    if (equalsIgnoreCase(argv[i]!, 'count') && i + 1 < argv.length) count = readCount(argv[++i]!)
    else if (equalsIgnoreCase(argv[i]!, 'justid')) justId = true
    else throw errors.syntax()
  }
  return { count, justId }
}

const readCount = (text: string): number => {
  const notPositive = () => errors.text('ERR COUNT must be > 0')
  const n = parseInteger(text)
  if (n !== undefined && n > MOST) throw notPositive()
  return readAtLeast(text, 1, notPositive)
}

interface Search {
  readonly start: StreamId
  readonly count: number
  readonly minIdle: number
}

interface Found {
  readonly claimed: number
  /** Pending ids whose entries are gone. */
  readonly deleted: readonly StreamId[]
  /** Where to go on; 0-0 at the end. */
  readonly next: StreamId
}

/** Goes through the pending list of the group; replies with what was claimed, without the length of an array. */
const claimFrom = (client: Client, what: Claim, { start, count, minIdle }: Search): Found => {
  const { stream, group, deliveryTime } = what
  const cursor = group.pending.cursor()
  cursor.seek('>=', encodeId(start))
  const deleted: StreamId[] = []
  let claimed = 0
  let left = count * ATTEMPTS
  while (left-- > 0 && claimed + deleted.length < count && cursor.next()) {
    const { key, value: nack } = cursor
    client.work(1)
    if (!stream.has(nack.id)) {
      dropPending(client, what, nack, idText(nack.id))
      deleted.push(nack.id)
      cursor.seek('>=', key)
    } else if (minIdle === 0 || deliveryTime - nack.deliveryTime >= minIdle) {
      claim(client, what, nack, idText(nack.id))
      claimed++
    }
  }
  return { claimed, deleted, next: cursor.next() ? cursor.value.id : MIN_ID }
}
