import { useComputed } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { StreamState } from '../../redis/server/events.ts'
import { readable } from '../scenes/keyspace-captions.ts'
import { isFresh, stream, valueOf } from '../scenes/stream.ts'
import type { StreamSceneState } from '../scenes/stream.ts'
import { ScrollArea } from './areas.tsx'
import { shownText } from './KeyValue.tsx'
import type { PartProps } from './parts.ts'
import { Down, SceneFrame, Try, useBox } from './scene-frame.tsx'
import { Group } from './stream/Group.tsx'
import { shortId } from './stream/ids.ts'
import css from './stream/stream.css?inline'
import { streamWords } from './stream/words.ts'
import type { StreamWords } from './stream/words.ts'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = stream

/** Width of an entry with its id, px. */
const ENTRY = 76

const Entry = ({ entry, fresh }: { entry: readonly string[]; fresh: boolean }) => {
  const [id = '', ...words] = entry
  const pairs: string[] = []
  for (let i = 0; i + 1 < words.length; i += 2)
    pairs.push(`${shownText(words[i]!, 10)} ${shownText(words[i + 1]!, 14)}`)
  return (
    <li class={fresh ? 'tooth fresh' : 'tooth'} title={id}>
      <b class="mono">{shortId(id)}</b>
      {pairs.slice(0, 2).map((pair) => (
        <span key={pair} lang="en">
          {pair}
        </span>
      ))}
    </li>
  )
}

interface CombProps {
  state: StreamSceneState
  entries: StreamState['newest']
  /** Entries before those. */
  older: number
  words: StreamWords
}

const Comb = ({ state, entries, older, words }: CombProps) => (
  <>
    <p class="scene-note">
      <b>{words.entries}</b> {older > 0 && fill(words.older, { n: older.toLocaleString('en') })}
    </p>
    {entries.length === 0 ? (
      <p class="scene-note">{words.empty}</p>
    ) : (
      <ol class="comb" style={{ '--n': entries.length }}>
        {entries.map((entry) => (
          <Entry key={entry[0]} entry={entry} fresh={isFresh(state, entry[0] ?? '')} />
        ))}
      </ol>
    )}
  </>
)

const Drawn = ({
  state,
  now,
  words,
}: {
  state: StreamSceneState
  now: ReadonlySignal<number>
  words: StreamWords
}) => {
  const host = useRef<HTMLDivElement>(null)
  const { width } = useBox(host).value
  const value = valueOf(state)!
  const shown = value.stream!
  const entries = shown.newest.slice(-Math.max(3, Math.floor(width / ENTRY)))
  const ids = entries.map(([id = '']) => id)
  return (
    <ScrollArea class="stream-body" host={host} label={words.title}>
      <Comb state={state} entries={entries} older={value.size - entries.length} words={words} />
      {shown.groups.length === 0 && <p class="scene-note">{words.noGroups}</p>}
      {shown.groups.map((group) => (
        <Group
          key={group.name}
          state={state}
          stream={shown}
          group={group}
          ids={ids}
          now={now}
          words={words}
        />
      ))}
      <p class="scene-note">{words.idNote}</p>
    </ScrollArea>
  )
}

/** A stream: its newest entries, and what each group and consumer was given and has not acknowledged. */
export const StreamScene = (props: PartProps) => {
  const { store, controller, t } = props
  const state = controller.fold(stream).value
  const now = useComputed(() => store.now.value + controller.epoch())
  const words = streamWords[t.parts.language]
  const { alive, server } = state.keys
  const value = valueOf(state)
  const sub =
    value && fill(words.sub, { key: readable(state.key ?? '', 24), n: value.size.toLocaleString('en') })
  return (
    <SceneFrame {...props} scene={stream} class="stream" title={words.title} sub={sub ?? ''}>
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : value === undefined ? (
        <p class="nothing">
          {words.none} <Try controller={controller} line="XADD orders * item tea" />
        </p>
      ) : (
        <Drawn state={state} now={now} words={words} />
      )}
    </SceneFrame>
  )
}
