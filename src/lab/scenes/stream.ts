/**
 * Streams: the entries of the stream used last, its consumer groups, and who reads for them. The server tells what a
 * group holds; which connection reads as which consumer, and which of them is gone, follows from the commands.
 */
import type { ConsumerState, GroupState, KeyState, StreamState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace, viewAt } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { readable } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene } from './scene.ts'
import { streamCaption } from './stream-captions.ts'

/** A connection that reads for a group. */
export interface Reader {
  readonly key: string
  readonly group: string
  readonly consumer: string
  readonly alive: boolean
  /** It waits for an entry with BLOCK. */
  readonly waits: boolean
}

/** What a claim moved. */
export interface Claim {
  readonly seq: number
  readonly ids: readonly string[]
  readonly to: string
}

export interface StreamSceneState {
  readonly keys: KeyspaceState
  /** The stream shown; it may be gone. */
  readonly key: string | undefined
  /** What it was before the last change. */
  readonly before: StreamState | undefined
  /** `seq` of the last change of the stream, and of the last command. */
  readonly changed: number
  readonly mark: number
  readonly readers: ReadonlyMap<number, Reader>
  /** Who closed its connection last. */
  readonly left: { readonly reader: Reader; readonly seq: number } | undefined
  readonly claim: Claim | undefined
}

const initial: StreamSceneState = {
  keys: keyspace.initial,
  key: undefined,
  before: undefined,
  changed: 0,
  mark: 0,
  readers: new Map(),
  left: undefined,
  claim: undefined,
}

export const valueOf = ({ keys, key }: StreamSceneState): KeyState | undefined => {
  const value = key === undefined ? undefined : viewAt(keys, keys.db).keys.get(key)?.value
  return value?.stream === undefined ? undefined : value
}

export const streamOf = (state: StreamSceneState): StreamState | undefined => valueOf(state)?.stream

const isStream = (keys: KeyspaceState, key: string): boolean =>
  viewAt(keys, keys.db).keys.get(key)?.value.stream !== undefined

/** How a consumer stands: a connection reads for it now, one did and is gone, or nobody was seen. */
export const readerOf = (state: StreamSceneState, group: string, consumer: string): Reader | undefined => {
  let found: Reader | undefined
  for (const reader of state.readers.values()) {
    const same = reader.key === state.key && reader.group === group && reader.consumer === consumer
    if (same && (found === undefined || !found.alive)) found = reader
  }
  return found
}

/** The consumers of a group, and those who wait for their first entry: the server knows these only once served. */
export const consumersOf = (state: StreamSceneState, group: GroupState): readonly ConsumerState[] => {
  const known = new Set(group.consumers.map(({ name }) => name))
  const waiting = [...state.readers.values()].filter(
    (reader) =>
      reader.alive &&
      reader.waits &&
      reader.key === state.key &&
      reader.group === group.name &&
      !known.has(reader.consumer),
  )
  const names = [...new Set(waiting.map(({ consumer }) => consumer))]
  return [...group.consumers, ...names.map((name) => ({ name, pending: 0, seenAt: 0 }))]
}

/** Whether the entry came with the last change. */
export const isFresh = (state: StreamSceneState, id: string): boolean =>
  state.changed > state.mark &&
  state.before !== undefined &&
  !state.before.newest.some(([each]) => each === id)

/** Ids are milliseconds and a number: which is the earlier one. */
export const compareIds = (a: string, b: string): number => {
  const [timeA = '0', seqA = '0'] = a.split('-')
  const [timeB = '0', seqB = '0'] = b.split('-')
  const [x, y] = [BigInt(timeA), BigInt(timeB)]
  if (x !== y) return x < y ? -1 : 1
  const [m, n] = [BigInt(seqA), BigInt(seqB)]
  return m === n ? 0 : m < n ? -1 : 1
}

/** After how many of the entries shown a group stands: it was given those. */
export const cursorOf = ({ newest }: StreamState, lastId: string): number =>
  newest.filter(([id = '']) => compareIds(id, lastId) <= 0).length

const READS = new Set(['xreadgroup'])
/** Commands in which a consumer is named without reading: XCLAIM key group consumer … */
const CLAIMS = new Set(['xclaim', 'xautoclaim'])

const readerIn = (event: TraceEvent): Reader | undefined => {
  const argv = event.argv as readonly string[]
  const name = event.name as string
  const waits = (event.reply as string) === ''
  if (READS.has(name)) {
    const at = argv.findIndex((word) => word.toLowerCase() === 'group')
    const [key] = event.keys as readonly string[]
    if (at < 0 || key === undefined) return undefined
    return { key, group: argv[at + 1] ?? '', consumer: argv[at + 2] ?? '', alive: true, waits }
  }
  if (!CLAIMS.has(name)) return undefined
  return { key: argv[1] ?? '', group: argv[2] ?? '', consumer: argv[3] ?? '', alive: true, waits: false }
}

/** Ids that another consumer held before. */
const claimedIn = (before: StreamState | undefined, now: StreamState | undefined, to: string): string[] => {
  const held = new Map<string, string>()
  for (const group of before?.groups ?? [])
    for (const { id, consumer } of group.pendingEntries) held.set(`${group.name} ${id}`, consumer)
  return (now?.groups ?? []).flatMap((group) =>
    group.pendingEntries
      .filter(({ id, consumer }) => consumer === to && (held.get(`${group.name} ${id}`) ?? to) !== to)
      .map(({ id }) => id),
  )
}

const withCommand = (state: StreamSceneState, event: TraceEvent): StreamSceneState => {
  const named = (event.keys as readonly string[]).find((key) => isStream(state.keys, key))
  const key = named ?? state.key
  const next: StreamSceneState = { ...state, key, mark: event.seq }
  const reader = (event.reply as string).startsWith('-') ? undefined : readerIn(event)
  if (reader === undefined) return next
  const readers = new Map(state.readers).set(event.client as number, reader)
  if (!CLAIMS.has(event.name as string)) return { ...next, readers }
  const ids = state.changed > state.mark ? claimedIn(state.before, streamOf(next), reader.consumer) : []
  return {
    ...next,
    readers,
    claim: ids.length > 0 ? { seq: event.seq, ids, to: reader.consumer } : state.claim,
  }
}

const withReader = (
  state: StreamSceneState,
  client: number,
  change: (reader: Reader) => Reader,
): StreamSceneState => {
  const reader = state.readers.get(client)
  return reader === undefined
    ? state
    : { ...state, readers: new Map(state.readers).set(client, change(reader)) }
}

const MOST_READERS = 64

/** The oldest of those who are gone are forgotten. */
const forgetful = (readers: ReadonlyMap<number, Reader>): ReadonlyMap<number, Reader> => {
  if (readers.size <= MOST_READERS) return readers
  const gone = [...readers].find(([, reader]) => !reader.alive)
  if (gone === undefined) return readers
  const kept = new Map(readers)
  kept.delete(gone[0])
  return kept
}

const fold = (old: StreamSceneState, event: TraceEvent): StreamSceneState => {
  const keys = keyspace.fold(old.keys, event)
  const state = { ...old, keys }
  if (keys.server !== '' && event.process !== keys.server) return state
  switch (event.type) {
    case 'server.ready':
      return { ...initial, keys }
    case 'key': {
      const value = event.value as KeyState | null
      if (value?.stream === undefined) return state
      const key = event.key as string
      const view = viewAt(old.keys, event.db as number)
      return { ...state, key, before: view.keys.get(key)?.value.stream, changed: event.seq }
    }
    case 'command':
      return withCommand(state, event)
    case 'client.unblocked':
      return withReader(state, event.client as number, (reader) => ({ ...reader, waits: false }))
    case 'client.closed': {
      const reader = state.readers.get(event.client as number)
      const next = withReader(state, event.client as number, (each) => ({
        ...each,
        alive: false,
        waits: false,
      }))
      if (reader === undefined) return next
      return { ...next, readers: forgetful(next.readers), left: { reader, seq: event.seq } }
    }
    default:
      return state
  }
}

/** How many entries of a group a consumer holds that were not acknowledged. */
export const pendingOf = (stream: StreamState | undefined, group: string, consumer: string): number =>
  stream?.groups.find(({ name }) => name === group)?.consumers.find(({ name }) => name === consumer)
    ?.pending ?? 0

const describe = (state: StreamSceneState, language: Language): string[][] => {
  const stream = streamOf(state)
  const ko = language === 'ko'
  const header = ko ? ['무엇', '이름', '내용', ''] : ['what', 'name', 'holds', '']
  if (stream === undefined) return [header]
  const words = ko
    ? { entry: '항목', group: '그룹', consumer: '소비자', pending: '대기', gone: '끊김' }
    : { entry: 'entry', group: 'group', consumer: 'consumer', pending: 'pending', gone: 'gone' }
  const entries = stream.newest.map(([id = '', ...fields]) => [
    words.entry,
    id,
    fields.map((f) => readable(f)).join(' '),
    '',
  ])
  const groups = stream.groups.flatMap(({ name, lastId, pending, consumers, pendingEntries }) => [
    [words.group, readable(name), `${words.pending} ${pending}`, lastId],
    ...consumers.map((consumer) => [
      words.consumer,
      readable(consumer.name),
      `${words.pending} ${consumer.pending}`,
      readerOf(state, name, consumer.name)?.alive === false ? words.gone : '',
    ]),
    ...pendingEntries.map(({ id, consumer, deliveries }) => [
      words.pending,
      id,
      readable(consumer),
      `x${deliveries}`,
    ]),
  ])
  return [header, ...entries, ...groups]
}

export const stream: Scene<StreamSceneState> = {
  id: 'stream',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : streamCaption(event, state, language),
  mark: (event, state) => {
    if (event.type === 'client.closed' && state.left?.seq === event.seq)
      return {
        mark: 'kill',
        tone:
          pendingOf(streamOf(state), state.left.reader.group, state.left.reader.consumer) > 0
            ? 'risk'
            : 'plain',
      }
    if (event.type === 'command' && state.claim?.seq === event.seq) return { mark: 'switch', tone: 'kept' }
    return keyspace.mark(event, state.keys)
  },
  describe,
}
