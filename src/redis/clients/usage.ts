/**
 * What a connection costs in memory (networking.c: getClientMemoryUsage). Lengths are those of the simulated
 * buffers, sizes of structures those of the 64-bit build with its allocator (recorded).
 */
import { queryAllocation } from './query-room.ts'
import type { Client } from './client.ts'

/** struct client as allocated, bytes. */
const CLIENT_STRUCT = 768
const POINTER = 8
/** multiCmd, listNode and watchedKey. */
const MULTI_COMMAND = 24
const WATCHED_KEY = 32
/** dictEntry of a channel, listNode of a pattern, slots of the smallest table. */
const DICT_ENTRY = 24
const LIST_NODE = 24
const SLOTS_MIN = 4
/** What a node of the tree of prefixes is taken for: sizeof(raxNode) times that of a pointer. */
const RADIX_NODE = 32
/** One block of the reply list: its header, and the least it holds. */
const BLOCK_HEADER = 40
const BLOCK = 16 * 1024
/** A block of the stream to replicas with its list node. */
const STREAM_BLOCK = 20440 + 64

export interface ClientUsage {
  /** Bytes in the query buffer, and room left in it. */
  readonly query: number
  readonly queryFree: number
  /** Bytes of the arguments of the command at hand. */
  readonly arguments: number
  /** Queued commands of a transaction. */
  readonly multi: number
  /** Bytes in the fixed reply buffer; blocks of the reply list; their bytes. */
  readonly replyFixed: number
  readonly replyBlocks: number
  readonly replyMemory: number
  /** All of it, bytes. */
  readonly total: number
  /** What getClientOutputBufferMemoryUsage says of the input side, for client_recent_max_input_buffer. */
  readonly input: number
}

const sumOf = (argv: readonly string[]): number => {
  let bytes = 0
  for (const argument of argv) bytes += argument.length
  return bytes
}

const multiMemory = ({ multi }: Client): { queued: number; overhead: number } => {
  if (multi === undefined) return { queued: 0, overhead: 0 }
  let queued = 0
  for (const { argv } of multi.queue) queued += sumOf(argv) + POINTER * argv.length
  let allocated = multi.queue.length === 0 ? 0 : 2
  while (allocated < multi.queue.length) allocated *= 2
  return { queued, overhead: allocated * MULTI_COMMAND }
}

const tableMemory = (entries: number): number => {
  if (entries === 0) return 0
  let slots = SLOTS_MIN
  while (slots < entries) slots *= 2
  return entries * DICT_ENTRY + slots * POINTER
}

/** pubsubMemOverhead, and the prefixes of broadcasts. */
const listeningMemory = ({ listensTo, tracking }: Client): number => {
  const { channel, pattern, shard } = listensTo
  const bytes = tableMemory(channel.size) + tableMemory(shard.size) + pattern.size * LIST_NODE
  if (tracking?.broadcast !== true) return bytes
  return bytes + tracking.prefixNodes * RADIX_NODE
}

/** Seconds since the client last sent something. */
export const idleSeconds = (client: Client): number =>
  Math.floor(client.server.now / 1e6) - Math.floor(client.lastInteraction / 1e6)

const queryMemory = (client: Client): { query: number; free: number; allocation: number } => {
  const { query } = client
  // While a command runs, what was read is still in the buffer; it is trimmed when all of it was taken.
  const length = client.command === undefined ? query.pendingBytes : query.heldBytes
  const { queryRoom } = client
  return { query: length, free: Math.max(0, queryRoom - length), allocation: queryAllocation(queryRoom) }
}

/** The present figures of a connection. */
export const clientUsage = (client: Client): ClientUsage => {
  const argv = client.command === undefined ? (client.blocked?.argv ?? []) : client.argv
  const argumentBytes = sumOf(argv)
  const { query, free, allocation } = queryMemory(client)
  const { queued, overhead } = multiMemory(client)
  const pending = client.reply.pendingBytes
  const replyFixed = Math.min(pending, client.replyBuffer)
  const { connection } = client
  const unsent = connection === undefined ? 0 : client.server.system.unsent(connection)
  const listed = pending - replyFixed + unsent
  const shared = client.replica ? (client.server.replication?.replicas.blocksOf(client) ?? 0) : 0
  const replyBlocks = Math.ceil(listed / BLOCK) + shared
  const own = replyBlocks - shared
  const replyMemory = own * BLOCK_HEADER + Math.max(listed, own * BLOCK) + shared * STREAM_BLOCK
  const input = allocation + argumentBytes + POINTER * argv.length
  return {
    query,
    queryFree: free,
    arguments: argumentBytes,
    multi: queued,
    replyFixed,
    replyBlocks,
    replyMemory,
    input,
    total:
      input +
      CLIENT_STRUCT +
      client.replyBuffer +
      queued +
      overhead +
      client.watched.length * WATCHED_KEY +
      listeningMemory(client) +
      replyMemory,
  }
}
