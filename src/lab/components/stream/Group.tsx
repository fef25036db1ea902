import type { ReadonlySignal } from '@preact/signals'
import type { ConsumerState, GroupState, StreamState } from '../../../redis/server/events.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { compareIds, consumersOf, readerOf } from '../../scenes/stream.ts'
import type { StreamSceneState } from '../../scenes/stream.ts'
import { Mark } from '../Mark.tsx'
import { fill } from '../strings.ts'
import { shortId } from './ids.ts'
import type { StreamWords } from './words.ts'

/* A consumer group: how far it was given the entries, and what each consumer has not acknowledged. */

interface Props {
  state: StreamSceneState
  stream: StreamState
  group: GroupState
  /** The entries drawn above. */
  ids: readonly string[]
  /** Virtual µs since 1970. */
  now: ReadonlySignal<number>
  words: StreamWords
}

type EntryState = keyof StreamWords['state']

const stateOf = (id: string, group: GroupState, pending: ReadonlySet<string>): EntryState => {
  if (pending.has(id)) return 'pending'
  return compareIds(id, group.lastId) > 0 ? 'waiting' : 'done'
}

/** A mark under each entry, and the flag behind the last one that was given out. */
const Lane = ({ group, ids, words }: Props) => {
  const pending = new Set(group.pendingEntries.map(({ id }) => id))
  const states = ids.map((id) => stateOf(id, group, pending))
  const given = states.filter((state) => state !== 'waiting').length
  const said = (['done', 'pending', 'waiting'] as const)
    .map((state) => `${words.state[state]} ${states.filter((each) => each === state).length}`)
    .join(', ')
  return (
    <div class="lane" role="img" aria-label={said} style={{ '--n': ids.length }}>
      {states.map((state, i) => (
        <i key={ids[i]} class={state} title={`${ids[i]}: ${words.state[state]}`} />
      ))}
      {ids.length > 0 && (
        <span class="given" style={{ insetInlineStart: `${(100 * given) / ids.length}%` }}>
          <Mark name="flag" />
        </span>
      )}
    </div>
  )
}

const seconds = (micros: number): string => {
  const s = Math.max(0, micros) / 1e6
  return s < 10 ? s.toFixed(1) : String(Math.floor(s))
}

const Tray = ({
  group,
  consumer,
  state,
  now,
  words,
}: Omit<Props, 'ids' | 'stream'> & { consumer: ConsumerState }) => {
  const own = group.pendingEntries.filter((entry) => entry.consumer === consumer.name)
  const rest = consumer.pending - own.length
  const { claim } = state
  if (consumer.pending === 0) return <span class="tray empty">{words.noPending}</span>
  return (
    <ol class="tray" aria-label={fill(words.tray, { name: readable(consumer.name) })}>
      {own.map(({ id, deliveredAt, deliveries }) => (
        <li
          key={id}
          class={claim?.to === consumer.name && claim.ids.includes(id) ? 'claimed' : undefined}
          title={id}
        >
          <b class="mono">{shortId(id)}</b>
          {deliveries > 1 && <em title={fill(words.deliveries, { n: deliveries })}>×{deliveries}</em>}
          <small>{fill(words.idle, { s: seconds(now.value - deliveredAt * 1000) })}</small>
        </li>
      ))}
      {rest > 0 && <li class="rest">{fill(words.more, { n: rest })}</li>}
    </ol>
  )
}

const Consumer = (props: Omit<Props, 'ids' | 'stream'> & { consumer: ConsumerState }) => {
  const { state, group, consumer, words } = props
  const reader = readerOf(state, group.name, consumer.name)
  const how = reader === undefined ? 'unseen' : !reader.alive ? 'gone' : reader.waits ? 'waits' : 'reads'
  return (
    <li class={`consumer ${how}`}>
      <span class="pill">
        {how === 'gone' && <Mark name="kill" class="lost" />}
        <b lang="en">{readable(consumer.name, 16)}</b>
        {words.reader[how] !== '' && <small>{words.reader[how]}</small>}
      </span>
      <Tray {...props} />
    </li>
  )
}

export const Group = (props: Props) => {
  const { state, group, words } = props
  const consumers = consumersOf(state, group)
  return (
    <section class="stream-group" aria-label={fill(words.group, { name: readable(group.name) })}>
      <p class="group-head">
        <b lang="en">{readable(group.name, 20)}</b>{' '}
        <span>
          {fill(words.given, { id: group.lastId })}, {fill(words.pending, { n: group.pending })}
        </span>
      </p>
      <Lane {...props} />
      {consumers.length === 0 ? (
        <p class="scene-note">{words.noConsumers}</p>
      ) : (
        <ul class="consumers">
          {consumers.map((consumer) => (
            <Consumer key={consumer.name} {...props} consumer={consumer} />
          ))}
        </ul>
      )}
    </section>
  )
}
