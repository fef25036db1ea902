/** Streams in RDB files: nodes, then counters, then consumer groups with what is pending (rdb.c). */
import { RdbFailure, reporting } from './failure.ts'
import { countSanitization } from './sanitization.ts'
import type { Sanitization } from './sanitization.ts'
import { readListpack } from './packed.ts'
import type { RdbReader } from './reader.ts'

type Uint64 = number | bigint

/** The two halves of an id. */
export interface RdbStreamId {
  readonly ms: Uint64
  readonly seq: Uint64
}

export interface RdbStreamNode {
  /** The 16 bytes of the id that the others are relative to. */
  readonly key: string
  /** The elements of the listpack. */
  readonly elements: string[]
}

export interface RdbPending {
  /** The 16 bytes of an id. */
  readonly id: string
  /** Unix ms. */
  readonly deliveryTime: number | bigint
  readonly deliveryCount: Uint64
}

export interface RdbConsumer {
  readonly name: string
  /** Unix ms. */
  readonly seenTime: number | bigint
  /** Ids of its group's pending entries. */
  readonly pending: string[]
}

export interface RdbGroup {
  readonly name: string
  readonly lastId: RdbStreamId
  /** Undefined in the first format. */
  readonly entriesRead: Uint64 | undefined
  readonly pending: RdbPending[]
  readonly consumers: RdbConsumer[]
}

export interface RdbStream {
  readonly nodes: RdbStreamNode[]
  readonly length: number
  readonly lastId: RdbStreamId
  /** What the first format does not have. */
  readonly more:
    | { readonly firstId: RdbStreamId; readonly maxDeletedId: RdbStreamId; readonly entriesAdded: Uint64 }
    | undefined
  readonly groups: RdbGroup[]
}

const ID_BYTES = 16

const readId = (reader: RdbReader): RdbStreamId => {
  const ms = reader.length()
  return { ms, seq: reader.length() }
}

export const readStream = (reader: RdbReader, second: boolean, options: Sanitization): RdbStream => {
  const { deep } = options
  const nodes = readNodes(reader, options)
  const counters = reporting('Stream object metadata loading failed.', 2424, () => {
    const length = reader.count()
    const lastId = readId(reader)
    if (!second) return { length, lastId, more: undefined }
    const firstId = readId(reader)
    const maxDeletedId = readId(reader)
    return { length, lastId, more: { firstId, maxDeletedId, entriesAdded: reader.length() } }
  })
  if (counters.length > 0 && nodes.length === 0) {
    throw new RdbFailure('Stream length inconsistent with rax entries', 2430)
  }
  const count = reporting('Stream cgroup count loading failed.', 2438, () => reader.count())
  const groups: RdbGroup[] = []
  const names = new Set<string>()
  for (let i = 0; i < count; i++) groups.push(readGroup(reader, names, second, deep))
  return { nodes, ...counters, groups }
}

const readNodes = (reader: RdbReader, options: Sanitization): RdbStreamNode[] => {
  const count = reporting('Stream listpacks len loading failed.', 2327, () => reader.count())
  const nodes: RdbStreamNode[] = []
  const keys = new Set<string>()
  for (let i = 0; i < count; i++) {
    const key = reporting('Stream master ID loading failed: invalid encoding or I/O error.', 2338, () =>
      reader.string(),
    )
    if (key.length !== ID_BYTES) {
      throw new RdbFailure('Stream node key entry is not the size of a stream ID', 2343)
    }
    const bytes = reporting('Stream listpacks loading failed.', 2355, () => reader.string())
    countSanitization(options)
    const elements = readListpack(bytes)
    if (elements?.length === 0 && !options.deep) throw new RdbFailure('Empty listpack inside stream', 2374)
    if (elements === undefined || !isStreamNode(elements, options.deep)) {
      throw new RdbFailure('Stream listpack integrity check failed.', 2362)
    }
    if (keys.size === keys.add(key).size) {
      throw new RdbFailure('Listpack re-added with existing key', 2386)
    }
    nodes.push({ key, elements })
  }
  return nodes
}

/** Flag of an entry that has the field names of its node. */
const SAME_FIELDS = 2

const integerAt = (elements: readonly string[], at: number): number => {
  const text = elements[at]
  if (text === undefined || !/^(0|-?[1-9]\d{0,18})$/.test(text)) return NaN
  return Number(text)
}

/**
 * Whether the elements are a master entry and the entries it counts (streamValidateListpackIntegrity); `deep`:
 * the number of elements each entry ends with is looked at, too, by which XREVRANGE goes back.
 */
const isStreamNode = (elements: readonly string[], deep: boolean): boolean => {
  const entries = integerAt(elements, 0) + integerAt(elements, 1)
  const names = integerAt(elements, 2)
  if (!(entries >= 0) || !(names >= 0)) return false
  let at = 3 + names
  if (integerAt(elements, at) !== 0) return false
  at++
  for (let i = 0; i < entries; i++) {
    const flags = integerAt(elements, at)
    const delta = integerAt(elements, at + 1) + integerAt(elements, at + 2)
    if (!(flags >= 0 && flags <= 3) || delta !== delta) return false
    const from = at
    at += 3
    if ((flags & SAME_FIELDS) !== 0) {
      at += names
    } else {
      const fields = integerAt(elements, at)
      if (!(fields >= 0)) return false
      at += 1 + 2 * fields
    }
    const count = integerAt(elements, at)
    if (count !== count || (deep && count !== at - from)) return false
    at++
  }
  return at === elements.length
}

const readGroup = (reader: RdbReader, names: Set<string>, second: boolean, deep: boolean): RdbGroup => {
  const name = reporting('Error reading the consumer group name from Stream', 2449, () => reader.string())
  const lastId = reporting('Stream cgroup ID loading failed.', 2458, () => readId(reader))
  const entriesRead = second
    ? reporting('Stream cgroup offset loading failed.', 2469, () => reader.length())
    : undefined
  if (names.size === names.add(name).size) {
    throw new RdbFailure(`Duplicated consumer group name ${name}`, 2480)
  }
  const pending = readPending(reader)
  const owners = new Map<string, boolean>()
  for (const { id } of pending) owners.set(id, false)
  const consumers = readConsumers(reader, owners)
  if (deep && [...owners.values()].includes(false)) {
    throw new RdbFailure('Stream CG PEL entry without consumer', 2611)
  }
  return { name, lastId, entriesRead, pending, consumers }
}

const readPending = (reader: RdbReader): RdbPending[] => {
  const count = reporting('Stream PEL size loading failed.', 2495, () => reader.count())
  const pending: RdbPending[] = []
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    const id = reporting('Stream PEL ID loading failed.', 2502, () => reader.raw(ID_BYTES))
    pending.push(
      reporting('Stream PEL NACK loading failed.', 2510, () => ({
        id,
        deliveryTime: reader.milliseconds(),
        deliveryCount: reader.length(),
      })),
    )
    if (seen.size === seen.add(id).size) {
      throw new RdbFailure('Duplicated global PEL entry loading stream consumer group', 2516)
    }
  }
  return pending
}

/** `owners` has the ids that are pending in the group, and is told which have a consumer. */
const readConsumers = (reader: RdbReader, owners: Map<string, boolean>): RdbConsumer[] => {
  const count = reporting('Stream consumers num loading failed.', 2527, () => reader.count())
  const consumers: RdbConsumer[] = []
  const names = new Set<string>()
  for (let i = 0; i < count; i++) {
    const name = reporting('Error reading the consumer name from Stream group.', 2534, () => reader.string())
    if (names.size === names.add(name).size) {
      throw new RdbFailure('Duplicate stream consumer detected.', 2543)
    }
    const seenTime = reporting('Stream short read reading seen time.', 2549, () => reader.milliseconds())
    const owned = reporting('Stream consumer PEL num loading failed.', 2558, () => reader.count())
    const pending: string[] = []
    for (let j = 0; j < owned; j++) {
      const id = reporting('Stream short read reading PEL streamID.', 2566, () => reader.raw(ID_BYTES))
      const owner = owners.get(id)
      if (owner === undefined) throw new RdbFailure('Consumer entry not found in group global PEL', 2573)
      if (owner) throw new RdbFailure('Stream consumer PEL entry already has a consumer assigned', 2583)
      owners.set(id, true)
      pending.push(id)
    }
    consumers.push({ name, seenTime, pending })
  }
  return consumers
}
