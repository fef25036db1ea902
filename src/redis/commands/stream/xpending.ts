import { command, block, integer, key, keysAt, string } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { readInteger } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import { compareIds, encodeId } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import type { ConsumerGroup } from '../../values/stream-group.ts'
import { requireGroup } from './shared/groups.ts'
import { readEnd, readStart, readStream, writeId } from './shared/stream.ts'

export const xpending = command({
  name: 'xpending',
  summary: 'Shows what a group was given but has not acknowledged: a summary, or entry by entry.',
  since: '5.0.0',
  group: 'stream',
  complexity:
    'O(N) for N entries returned, O(M) for M entries looked at with IDLE; the summary takes O(N) for N consumers',
  history: [['6.2.0', 'The `IDLE` option and exclusive ranges.']],
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'stream', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('group'),
    block(
      'filters',
      [
        integer('min-idle-time', { token: 'IDLE', since: '6.2.0', optional: true }),
        string('start'),
        string('end'),
        integer('count'),
        string('consumer', { optional: true }),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    const query = argv.length === 3 ? undefined : readQuery(argv)
    const { group } = requireGroup(readStream(client.db, argv[1]!), argv[1]!, argv[2]!)
    if (query === undefined) writeSummary(client, group)
    else writePending(client, group, query)
  },
})

interface Query {
  readonly start: StreamId
  readonly end: StreamId
  readonly count: number
  /** Only entries that were delivered at least so many ms ago. */
  readonly idle: number
  readonly consumer: string | undefined
}

const readQuery = (argv: readonly string[]): Query => {
  const { length } = argv
  if (length < 6 || length > 9) throw errors.syntax()
  const withIdle = equalsIgnoreCase(argv[3]!, 'idle')
  const idle = withIdle ? readInteger(argv[4]!) : 0
  if (withIdle && length < 8) throw errors.syntax()
  const at = withIdle ? 5 : 3
  const count = Math.max(0, readInteger(argv[at + 2]!))
  const start = readStart(argv[at]!)
  const end = readEnd(argv[at + 1]!)
  return { start, end, count, idle, consumer: argv[at + 3] }
}

/** How many are pending, the first and the last, and how many each consumer has. */
const writeSummary = (client: Client, { pending, consumers }: ConsumerGroup): void => {
  const { reply } = client
  reply.array(4)
  reply.integer(pending.size)
  if (pending.size === 0) {
    reply.nil()
    reply.nil()
    reply.nilArray()
    return
  }
  writeId(client, pending.first()!.id)
  writeId(client, pending.last()!.id)
  const mark = reply.mark()
  let busy = 0
  consumers.forEach((consumer) => {
    if (consumer.pending.size === 0) return
    reply.array(2)
    reply.bulk(consumer.name)
    reply.bulk(String(consumer.pending.size))
    busy++
  })
  client.work(consumers.size)
  reply.arrayAt(mark, busy)
}

const writePending = (client: Client, group: ConsumerGroup, query: Query): void => {
  const { reply, server } = client
  const { start, end, count, idle } = query
  const list = query.consumer === undefined ? group : group.consumers.get(query.consumer)
  if (list === undefined) return reply.array(0)
  const mark = reply.mark()
  const cursor = list.pending.cursor()
  cursor.seek('>=', encodeId(start))
  let written = 0
  while (written < count && cursor.next() && compareIds(cursor.value.id, end) <= 0) {
    const nack = cursor.value
    const elapsed = server.milliseconds - nack.deliveryTime
    client.work(1)
    if (idle !== 0 && elapsed < idle) continue
    written++
    reply.array(4)
    writeId(client, nack.id)
    reply.bulk(nack.consumer!.name)
    reply.integer(Math.max(0, elapsed))
    reply.integer(nack.deliveryCount)
  }
  reply.arrayAt(mark, written)
}
