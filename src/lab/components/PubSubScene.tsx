import { useRef } from 'preact/hooks'
import { readable } from '../scenes/keyspace-captions.ts'
import { keptStream, lostOf, pubsub, subscriberName } from '../scenes/pubsub.ts'
import type { Message, PubSubState, Subscriber } from '../scenes/pubsub.ts'
import { ScrollArea } from './areas.tsx'
import { shownText } from './KeyValue.tsx'
import { Mark } from './Mark.tsx'
import type { PartProps } from './parts.ts'
import css from './pubsub/pubsub.css?inline'
import { pubsubWords } from './pubsub/words.ts'
import type { PubSubWords } from './pubsub/words.ts'
import { Down, ModelTag, SceneFrame, Try, useBox } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = pubsub

/* Subscribers are rows, messages columns: a filled disc was received, a cross was lost because nobody was there. */

const COLUMN = 76
const NAME = 168
const NARROW_NAME = 104

type How = keyof PubSubWords['cell']

const howOf = ({ id }: Subscriber, { reached, lost }: Message): How =>
  reached.includes(id) ? 'got' : lost.includes(id) ? 'lost' : 'none'

const Cell = ({ how, words }: { how: How; words: PubSubWords }) => (
  <td class={how}>
    {how === 'got' && <Mark name="hit" />}
    {how === 'lost' && <Mark name="victim" />}
    <span class="unseen">{words.cell[how]}</span>
  </td>
)

interface RowProps {
  row: Subscriber
  state: PubSubState
  messages: readonly Message[]
  words: PubSubWords
  language: 'en' | 'ko'
}

const Row = ({ row, state, messages, words, language }: RowProps) => {
  const away = row.client === undefined
  const lost = lostOf(state, row.id)
  return (
    <tr class={away ? 'away' : undefined}>
      <th scope="row">
        <b>{subscriberName(row, language)}</b>
        <span>
          {row.heard.map(({ name }) => readable(name, 14)).join(', ')} · {away ? words.away : words.here}
          {lost > 0 && <em> · {fill(words.lostSum, { n: lost })}</em>}
        </span>
      </th>
      {messages.map((message) => (
        <Cell key={message.seq} how={howOf(row, message)} words={words} />
      ))}
    </tr>
  )
}

const Head = ({ message, words }: { message: Message; words: PubSubWords }) => {
  const { channel, message: text, count } = message
  return (
    <th scope="col" class={count === 0 ? 'unheard' : undefined} title={readable(text, 200)}>
      <span lang="en">{shownText(channel, 9)}</span>
      <b lang="en">{shownText(text, 9)}</b>
      <small>{count === 0 ? words.nobodyGot : fill(words.received, { n: count })}</small>
    </th>
  )
}

const Kept = ({ state, words }: { state: PubSubState; words: PubSubWords }) => {
  const kept = keptStream(state)
  if (kept === undefined) return <p class="scene-note">{words.noStream}</p>
  return (
    <div class="kept-stream">
      <p class="scene-note">
        {fill(words.stream, { key: readable(kept.key, 24), n: kept.size.toLocaleString('en') })}
      </p>
      <ol>
        {kept.newest.map(([id = '', ...fields]) => (
          <li key={id} title={id}>
            {shownText(fields.filter((_, i) => i % 2 === 1).join(' '), 12)}
          </li>
        ))}
      </ol>
    </div>
  )
}

const Drawn = ({
  state,
  words,
  language,
}: {
  state: PubSubState
  words: PubSubWords
  language: 'en' | 'ko'
}) => {
  const host = useRef<HTMLDivElement>(null)
  const { width } = useBox(host).value
  const name = width < 520 ? NARROW_NAME : NAME
  const messages = state.messages.slice(-Math.max(2, Math.floor((width - name) / COLUMN)))
  const earlier = state.published - messages.length
  return (
    <ScrollArea class="pubsub-body" host={host} label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col" style={{ minWidth: `${name}px` }}>
              <span>{words.subscriber}</span>
              {earlier > 0 && <small>{fill(words.earlier, { n: earlier })}</small>}
            </th>
            {messages.map((message) => (
              <Head key={message.seq} message={message} words={words} />
            ))}
          </tr>
        </thead>
        <tbody>
          {state.subscribers.map((row) => (
            <Row key={row.id} row={row} state={state} messages={messages} words={words} language={language} />
          ))}
        </tbody>
      </table>
      <p class="scene-note kept-title">
        <b>{words.kept}</b>
      </p>
      <Kept state={state} words={words} />
    </ScrollArea>
  )
}

/** Who hears what, which messages reached whom, and what was lost for those away. */
export const PubSubScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(pubsub).value
  const { language } = t.parts
  const words = pubsubWords[language]
  const { alive, server } = state.keys
  const nothing = state.subscribers.length === 0 && state.published === 0
  const sub = nothing ? '' : fill(words.sub, { n: state.published, lost: state.lost })
  const tag = <ModelTag words={t.parts.scene} note={words.model} />
  return (
    <SceneFrame {...props} scene={pubsub} class="pubsub" title={words.title} sub={sub} acts={!nothing && tag}>
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : nothing ? (
        <p class="nothing">
          {words.nobody} <Try controller={controller} line="SUBSCRIBE news" />
        </p>
      ) : (
        <Drawn state={state} words={words} language={language} />
      )}
    </SceneFrame>
  )
}
