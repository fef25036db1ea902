import type { Declaration } from '../../../command/declaration.ts'
import { block, integer, key, keysAt } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import type { Consumer, ConsumerGroup, Nack, PendingList } from '../../../values/stream-group.ts'
import type { StreamValue } from '../../../values/stream.ts'
import { writeEntries, writeId, writeRange } from '../shared/stream.ts'
import { streamToDescribe, writeNumber, writeProgress } from '../shared/xinfo.ts'

export const xinfoStream: Declaration = {
  name: 'stream',
  summary: 'Describes a stream: length, radix tree, ids; with FULL also its entries and groups.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  history: [
    ['6.0.0', 'The `FULL` option.'],
    [
      '7.0.0',
      'Tells `max-deleted-entry-id`, `entries-added`, `recorded-first-entry-id`, `entries-read`, `lag`.',
    ],
  ],
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RO', 'access'])],
  args: [
    key(),
    block('full', [integer('count', { token: 'COUNT', optional: true })], { token: 'FULL', optional: true }),
  ],
  run: (client, argv) => {
    const stream = streamToDescribe(client, argv[2]!)
    const count = readFull(argv)
    client.reply.map(count === undefined ? 10 : 9)
    writeFacts(client, stream)
    if (count === undefined) writeEnds(client, stream)
    else writeFull(client, stream, count)
  },
}

/** Entries of each list that FULL shows. */
const STANDARD_COUNT = 10

/** How many entries FULL asks for, 0: all; undefined without FULL. */
const readFull = (argv: readonly string[]): number | undefined => {
  const options = argv.length - 3
  if (options === 0) return undefined
  const full = equalsIgnoreCase(argv[3]!, 'full')
  const counted = options === 3 && equalsIgnoreCase(argv[4]!, 'count')
  if (!full || (options !== 1 && !counted)) throw errors.subcommandSyntax(argv[1]!, 'xinfo')
  const count = counted ? readInteger(argv[5]!) : STANDARD_COUNT
  return count < 0 ? STANDARD_COUNT : count
}

const writeFacts = (client: Client, stream: StreamValue): void => {
  const { reply } = client
  writeNumber(client, 'length', stream.length)
  writeNumber(client, 'radix-tree-keys', stream.tree.size)
  writeNumber(client, 'radix-tree-nodes', stream.tree.nodes)
  reply.bulk('last-generated-id')
  writeId(client, stream.lastId)
  reply.bulk('max-deleted-entry-id')
  writeId(client, stream.maxDeletedId)
  writeNumber(client, 'entries-added', stream.entriesAdded)
  reply.bulk('recorded-first-entry-id')
  writeId(client, stream.firstId)
}

/** Number of groups, first and last entry. */
const writeEnds = (client: Client, stream: StreamValue): void => {
  const { reply } = client
  writeNumber(client, 'groups', stream.groups?.size ?? 0)
  for (const [name, reverse] of [
    ['first-entry', false],
    ['last-entry', true],
  ] as const) {
    reply.bulk(name)
    if (writeEntries(client, stream.read({ reverse }), 1) === 0) reply.nil()
  }
}

const writeFull = (client: Client, stream: StreamValue, count: number): void => {
  const { reply } = client
  reply.bulk('entries')
  writeRange(client, stream.read(), count)
  reply.bulk('groups')
  reply.array(stream.groups?.size ?? 0)
  stream.groups?.forEach((group) => writeGroup(client, stream, group, count))
}

const writeGroup = (client: Client, stream: StreamValue, group: ConsumerGroup, count: number): void => {
  const { reply } = client
  reply.map(7)
  reply.bulk('name')
  reply.bulk(group.name)
  writeProgress(client, stream, group)
  writePending(client, group.pending, count, true)
  reply.bulk('consumers')
  reply.array(group.consumers.size)
  group.consumers.forEach((consumer) => writeConsumer(client, consumer, count))
}

const writeConsumer = (client: Client, { name, seenTime, pending }: Consumer, count: number): void => {
  client.reply.map(4)
  client.reply.bulk('name')
  client.reply.bulk(name)
  writeNumber(client, 'seen-time', seenTime)
  writePending(client, pending, count, false)
}

/** Length of a pending list and up to `count` of its entries (0: all), with their consumers if asked to. */
const writePending = (client: Client, pending: PendingList, count: number, withConsumer: boolean): void => {
  const { reply } = client
  const shown = count === 0 ? pending.size : Math.min(count, pending.size)
  writeNumber(client, 'pel-count', pending.size)
  reply.bulk('pending')
  reply.array(shown)
  const cursor = pending.cursor()
  for (let i = 0; i < shown && cursor.next(); i++) writeNack(client, cursor.value, withConsumer)
  client.work(shown)
}

const writeNack = (client: Client, nack: Nack, withConsumer: boolean): void => {
  const { reply } = client
  reply.array(withConsumer ? 4 : 3)
  writeId(client, nack.id)
  if (withConsumer) reply.bulk(nack.consumer!.name)
  reply.integer(nack.deliveryTime)
  reply.integer(nack.deliveryCount)
}
