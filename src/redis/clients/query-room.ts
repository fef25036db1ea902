/**
 * The room a client's query buffer has (networking.c: readQueryFromClient; server.c: clientsCronResizeQueryBuffer).
 * The bytes themselves are with the decoder; here is what Redis would have allocated for them.
 */
import { allocated } from '../../structures/allocated.ts'
import { idleSeconds } from './usage.ts'
import type { Client } from './client.ts'

/** Room for at least so much is made before each read, bytes. */
const READ = 16 * 1024
/** An argument this long gets room of its own size. */
const BIG_ARGUMENT = 32 * 1024
/** A buffer above this shrinks when little of it is used. */
const RESIZE_ABOVE = 32 * 1024
/** Less than this unused is not worth it. */
const WASTE = 4 * 1024
/** Doubled until here, then a megabyte is added. */
const DOUBLE_BELOW = 1024 * 1024
/** Seconds of silence after which all unused room is given back. */
const IDLE = 2

const headerOf = (room: number): number => (room < 256 ? 3 : room < 65536 ? 5 : 9)

/** What the allocator hands out for room of `n` bytes, less header and NUL. */
const roomFor = (n: number): number => queryAllocation(n) - headerOf(n) - 1

/** Bytes a buffer with this much room takes, as allocated. */
export const queryAllocation = (room: number): number => allocated(headerOf(room) + room + 1)

/** So many bytes are about to be read behind those still held. */
export const makeQueryRoom = (client: Client, bytes: number): void => {
  const { query } = client
  const held = query.pendingBytes
  if (held + bytes > client.queryPeak) client.queryPeak = held + bytes
  // Redis fills the room it has in one go, our reads are never longer than the least of it.
  const goesOn = client.queryFull && held + bytes <= client.queryRoom
  client.queryFull = bytes === READ
  if (goesOn || query.bulkLength >= BIG_ARGUMENT || client.queryRoom - held >= READ) return
  const wanted = held + READ
  const generous = wanted < DOUBLE_BELOW ? wanted * 2 : wanted + DOUBLE_BELOW
  client.queryRoom = roomFor(client.queryRoom < READ ? wanted : generous)
}

/** A long argument has begun to arrive. */
export const makeRoomForArgument = (client: Client): void => {
  const wanted = client.query.bulkLength + 2
  if (wanted >= BIG_ARGUMENT && wanted > client.queryRoom) client.queryRoom = roomFor(wanted)
}

/** Once a second or more often: a silent client keeps no room, one that needs little of it keeps that. */
export const resizeQueryRoom = (client: Client): void => {
  const { query, queryRoom } = client
  const held = query.pendingBytes
  const arriving = Math.max(held, query.bulkLength)
  if (queryRoom - held > WASTE) {
    if (idleSeconds(client) > IDLE) client.queryRoom = held
    else if (queryRoom > RESIZE_ABOVE && queryRoom / 2 > client.queryPeak) {
      client.queryRoom = Math.max(client.queryPeak, arriving)
    }
  }
  client.queryPeak = arriving
}
