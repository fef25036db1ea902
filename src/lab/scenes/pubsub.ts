/**
 * Publish and subscribe: who hears which channels, what was published and whom it reached, and what was lost for those
 * who were away. A stream beside it keeps what is added to it.
 *
 * A subscriber is a row; when its connection closes or it unsubscribes it is away. Whoever subscribes next to something
 * it heard, under the same name if it had one, takes the row over: the reader came back.
 */
import { globMatch } from '../../bytes/glob.ts'
import type { Receiver } from '../../redis/pubsub/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace, view } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import { readable } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { pubsubCaption } from './pubsub-captions.ts'

export interface Subscription {
  readonly kind: 'channel' | 'pattern' | 'shard'
  readonly name: string
}

export interface Subscriber {
  readonly id: number
  /** The connection, and undefined while it is away. */
  readonly client: number | undefined
  /** CLIENT SETNAME's, or ''. */
  readonly name: string
  /** What it hears, or heard when it went. */
  readonly heard: readonly Subscription[]
}

export interface Message {
  readonly seq: number
  /** Virtual µs since 1970. */
  readonly at: number
  readonly kind: 'channel' | 'shard'
  readonly channel: string
  readonly message: string
  /** How many received it. */
  readonly count: number
  /** Rows it reached, and those it would have reached had they not been away. */
  readonly reached: readonly number[]
  readonly lost: readonly number[]
}

export interface PubSubState {
  readonly keys: KeyspaceState
  readonly subscribers: readonly Subscriber[]
  /** The newest last. */
  readonly messages: readonly Message[]
  /** All that was published, and the sum of what was lost over all rows. */
  readonly published: number
  readonly lost: number
  readonly names: ReadonlyMap<number, string>
  readonly nextId: number
  /** Who came, came back or went last. */
  readonly moved:
    { readonly seq: number; readonly id: number; readonly how: 'came' | 'back' | 'away' } | undefined
}

const MOST_MESSAGES = 40
const MOST_ROWS = 10

const initial: PubSubState = {
  keys: keyspace.initial,
  subscribers: [],
  messages: [],
  published: 0,
  lost: 0,
  names: new Map(),
  nextId: 1,
  moved: undefined,
}

const hears = ({ heard }: Subscriber, kind: Message['kind'], channel: string): boolean =>
  heard.some((each) => {
    if (kind === 'shard') return each.kind === 'shard' && each.name === channel
    return each.kind === 'pattern'
      ? globMatch(each.name, channel)
      : each.kind === 'channel' && each.name === channel
  })

const same = (a: Subscription, b: Subscription): boolean => a.kind === b.kind && a.name === b.name

const replaced = (state: PubSubState, row: Subscriber): readonly Subscriber[] =>
  state.subscribers.map((each) => (each.id === row.id ? row : each))

// ---- coming and going -------------------------------------------------------------------------------

const subscribed = (state: PubSubState, event: TraceEvent): PubSubState => {
  const { client, kind, name } = event as unknown as Subscription & { client: number }
  const what: Subscription = { kind, name }
  const here = state.subscribers.find((row) => row.client === client)
  if (here !== undefined)
    return here.heard.some((each) => same(each, what))
      ? state
      : { ...state, subscribers: replaced(state, { ...here, heard: [...here.heard, what] }) }
  const called = state.names.get(client) ?? ''
  const away = state.subscribers.find(
    (row) => row.client === undefined && row.name === called && row.heard.some((each) => same(each, what)),
  )
  if (away !== undefined) {
    const moved = { seq: event.seq, id: away.id, how: 'back' } as const
    return { ...state, subscribers: replaced(state, { ...away, client, heard: [what] }), moved }
  }
  const row: Subscriber = { id: state.nextId, client, name: called, heard: [what] }
  return {
    ...state,
    subscribers: withoutOldest([...state.subscribers, row]),
    nextId: state.nextId + 1,
    moved: { seq: event.seq, id: row.id, how: 'came' },
  }
}

/** The row that has been away longest makes room. */
const withoutOldest = (rows: readonly Subscriber[]): readonly Subscriber[] => {
  if (rows.length <= MOST_ROWS) return rows
  const away = rows.findIndex((row) => row.client === undefined)
  return rows.filter((_, i) => i !== Math.max(0, away))
}

const unsubscribed = (state: PubSubState, event: TraceEvent): PubSubState => {
  const { client, kind, name } = event as unknown as Subscription & { client: number }
  const row = state.subscribers.find((each) => each.client === client)
  if (row === undefined) return state
  const heard = row.heard.filter((each) => !same(each, { kind, name }))
  // The last subscription stays on the row: what it no longer hears is what it loses.
  if (heard.length > 0) return { ...state, subscribers: replaced(state, { ...row, heard }) }
  const moved = { seq: event.seq, id: row.id, how: 'away' } as const
  return { ...state, subscribers: replaced(state, { ...row, client: undefined }), moved }
}

const renamed = (state: PubSubState, event: TraceEvent): PubSubState => {
  const [, , name = ''] = event.argv as readonly string[]
  return { ...state, names: new Map(state.names).set(event.client as number, name) }
}

const closed = (state: PubSubState, event: TraceEvent): PubSubState => {
  const client = event.client as number
  const names = new Map(state.names)
  names.delete(client)
  const row = state.subscribers.find((each) => each.client === client)
  if (row === undefined) return { ...state, names }
  const moved = { seq: event.seq, id: row.id, how: 'away' } as const
  return { ...state, names, subscribers: replaced(state, { ...row, client: undefined }), moved }
}

// ---- messages ---------------------------------------------------------------------------------------

const published = (state: PubSubState, event: TraceEvent): PubSubState => {
  const { kind, channel, message, receivers, count } = event as unknown as Message & {
    receivers: readonly Receiver[]
  }
  const clients = new Set(receivers.map(({ client }) => client))
  const rows = state.subscribers
  const reached = rows.filter(({ client }) => client !== undefined && clients.has(client)).map(({ id }) => id)
  const lost = rows.filter((row) => row.client === undefined && hears(row, kind, channel)).map(({ id }) => id)
  const next: Message = { seq: event.seq, at: event.at, kind, channel, message, count, reached, lost }
  return {
    ...state,
    messages: [...state.messages, next].slice(-MOST_MESSAGES),
    published: state.published + 1,
    lost: state.lost + lost.length,
  }
}

const fold = (old: PubSubState, event: TraceEvent): PubSubState => {
  const keys = keyspace.fold(old.keys, event)
  const state = { ...old, keys }
  if (keys.server !== '' && event.process !== keys.server) return state
  switch (event.type) {
    case 'server.ready':
      return { ...initial, keys }
    case 'pubsub.subscribed':
      return subscribed(state, event)
    case 'pubsub.unsubscribed':
      return unsubscribed(state, event)
    case 'pubsub.message':
      return published(state, event)
    case 'client.closed':
      return closed(state, event)
    case 'command':
      return event.name === 'client|setname' ? renamed(state, event) : state
    default:
      return state
  }
}

// ---- what is shown ----------------------------------------------------------------------------------

/** Messages of one row that were lost. */
export const lostOf = ({ messages }: PubSubState, id: number): number =>
  messages.filter(({ lost }) => lost.includes(id)).length

export const subscriberName = ({ name, id }: Subscriber, language: Language): string =>
  name === '' ? (language === 'ko' ? `구독자 ${id}` : `subscriber ${id}`) : readable(name)

/** The stream used last, to compare with: its name and how many entries it keeps. */
export const keptStream = ({
  keys,
}: PubSubState):
  | { readonly key: string; readonly size: number; readonly newest: readonly (readonly string[])[] }
  | undefined => {
  const shown = view(keys)
  let found:
    { key: string; size: number; newest: readonly (readonly string[])[]; changed: number } | undefined
  for (const { key } of shown.rows) {
    const cell = shown.keys.get(key)
    const stream = cell?.value.stream
    if (cell === undefined || stream === undefined || (found !== undefined && found.changed > cell.changed))
      continue
    found = { key, size: cell.value.size, newest: stream.newest, changed: cell.changed }
  }
  return found
}

const describe = (state: PubSubState, language: Language): string[][] => {
  const ko = language === 'ko'
  const nameOf = (id: number): string => {
    const row = state.subscribers.find((each) => each.id === id)
    return row === undefined ? String(id) : subscriberName(row, language)
  }
  const header = ko
    ? ['채널', '메시지', '받은 쪽', '없어서 놓친 쪽']
    : ['channel', 'message', 'received by', 'lost for']
  const rows = state.messages.map(({ channel, message, count, reached, lost }) => [
    readable(channel),
    readable(message),
    `${count}: ${reached.map(nameOf).join(', ')}`,
    lost.map(nameOf).join(', '),
  ])
  return [header, ...rows]
}

const mark = (event: TraceEvent, state: PubSubState): SceneMark | undefined => {
  if (event.type === 'pubsub.message') {
    const last = state.messages.at(-1)
    const lost = last !== undefined && (last.lost.length > 0 || last.count === 0)
    return { mark: lost ? 'miss' : 'hit', tone: lost ? 'risk' : 'kept' }
  }
  if (event.type === 'client.closed' && state.moved?.seq === event.seq) return { mark: 'cut', tone: 'risk' }
  return event.type === 'command' && event.name === 'publish' ? undefined : keyspace.mark(event, state.keys)
}

export const pubsub: Scene<PubSubState> = {
  id: 'pubsub',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : pubsubCaption(event, state, language),
  mark,
  describe,
}
