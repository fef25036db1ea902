import { useComputed, useSignal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import { eviction, evictionOf, shownBy } from '../scenes/eviction.ts'
import type { EvictionState } from '../scenes/eviction.ts'
import type { Scene } from '../scenes/scene.ts'
import { RESTING } from '../scenes/versioned-cells.ts'
import type { ServerPlace } from '../../host/messages.ts'
import { inOrder, judgeOf } from '../scenes/eviction-heat.ts'
import css from './eviction/eviction.css?inline'
import { Cells, middleOf, placesIn } from './eviction/Cells.tsx'
import type { Places } from './eviction/Cells.tsx'
import { Chosen, Figures, Legend } from './eviction/Figures.tsx'
import { Card, Falling, Pool, slotsOf } from './eviction/Pool.tsx'
import { evictionWords } from './eviction/words.ts'
import type { EvictionWords } from './eviction/words.ts'
import type { Speed } from './bench-store.ts'
import type { PartProps } from './parts.ts'
import { Down, SceneFrame, Toggle, Try, useBox } from './scene-frame.tsx'
import type { Box } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'
import { typed } from './typed.ts'

addStyle(css)

export const scene = eviction

/** From this width on keys, cards and pool stand side by side, px. */
const WIDE = 600
const TRAY = 126
const GAP = 36
/** Height of a column's heading, px. */
const HEAD = 22
const MOST_CARDS = 10
const TALLEST_CARD = 42
const TALLEST_SLOT = 21
/** Under the pool, for what falls out, px. */
const FALL = 24

/** Speeds at which things are seen to move. */
const SLOW: readonly Speed[] = ['2ms/s', 'event']

interface Drawn {
  readonly state: EvictionState
  readonly places: Places
  readonly map: Box
  readonly words: EvictionWords
  /** Time runs slowly enough for things to be seen to move. */
  readonly settles: boolean
}

// ---- from a cell to its card, and on to its slot ----------------------------------------------------

interface Wired {
  readonly key: string
  readonly index: number
  readonly kind: 'entered' | 'rejected' | 'victim' | 'waiting'
  /** Middle of the cell, undefined: the key is gone. */
  readonly from: readonly [x: number, y: number] | undefined
  readonly top: number
  readonly height: number
  /** The slot it went to. */
  readonly slot: number | undefined
}

/** The sampled keys from top to bottom by their cells, so that their wires do not cross. */
const wiredOf = ({ state, places, map }: Drawn): Wired[] => {
  const { sample, victim, cells } = state
  if (sample === undefined) return []
  const { slots } = cells.table()
  const pool = slotsOf(state)
  const found = sample.keys.slice(0, MOST_CARDS).map(({ key }, index) => {
    const slot = slots.get(key)
    const from = slot === undefined ? undefined : middleOf(places.grid, places.at(slot))
    return { key, index, from }
  })
  found.sort((a, b) => (a.from?.[1] ?? map.height) - (b.from?.[1] ?? map.height))
  const room = map.height / found.length
  const height = Math.min(TALLEST_CARD, Math.floor(room - 6))
  return found.map(({ key, index, from }, i) => {
    const kind =
      key === victim?.key
        ? 'victim'
        : sample.entered === undefined
          ? 'waiting'
          : sample.entered.includes(key)
            ? 'entered'
            : 'rejected'
    const at = kind === 'rejected' || kind === 'waiting' ? -1 : pool.findLastIndex((each) => each.key === key)
    const top = Math.round(i * room + (room - height) / 2)
    return { key, index, kind, from, top, height, slot: at < 0 ? undefined : at }
  })
}

const curve = (x1: number, y1: number, x2: number, y2: number): string => {
  const bend = Math.min(40, (x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

const Wires = ({ wired, drawn, row }: { wired: readonly Wired[]; drawn: Drawn; row: number }) => {
  const { map, places } = drawn
  const tray = map.width + GAP
  const pool = tray + TRAY + GAP
  return (
    <svg class="ev-wires" aria-hidden="true">
      {wired.map(({ index, kind, from, top, height, slot }) => {
        const y = HEAD + top + height / 2
        const end = slot === undefined ? 0 : HEAD + (slot + 0.5) * row
        const on = slot === undefined ? '' : `${curve(tray + TRAY, y, pool - 4, end)}m-5 -4l5 4l-5 4`
        const first = from && curve(from[0] + places.grid.cell / 2 + 2, HEAD + from[1], tray, y)
        return (
          <g key={index} class={kind}>
            {first && <path class="halo" d={first} />}
            <path d={`${first ?? ''}${on}`} />
          </g>
        )
      })}
    </svg>
  )
}

const Tray = ({ drawn, wired }: { drawn: Drawn; wired: readonly Wired[] }) => {
  const { state, words, settles } = drawn
  const by = shownBy(state)
  return (
    <ol class={(wired[0]?.height ?? TALLEST_CARD) < 34 ? 'ev-tray tight' : 'ev-tray'}>
      {wired.map(({ key, index, kind, top, height }) => (
        <Card
          key={settles ? `${index} ${key}` : index}
          candidate={state.sample!.keys[index]!}
          kind={kind}
          by={by}
          top={top}
          height={height}
          words={words}
        />
      ))}
    </ol>
  )
}

// ---- the columns ------------------------------------------------------------------------------------

const Sampling = ({ drawn, wide }: { drawn: Drawn; wide: boolean }) => {
  const { state, words, map, settles } = drawn
  const judge = judgeOf(state.settings)
  const by = shownBy(state)
  const row = Math.max(9, Math.min(TALLEST_SLOT, Math.floor((map.height - FALL) / 16)))
  const wired = wide ? wiredOf(drawn) : []
  const { victim, sample, settings } = state
  const chance = judge === 'random'
  const pooled = !chance && judge !== 'none'
  const falling = victim && <Falling victim={victim} words={words} by={by} settles={settles} />
  return (
    <>
      {wide && (
        <section class="ev-column tray">
          <h4>
            {chance ? words.random : words.sample}{' '}
            <span>{pooled ? (sample?.keys.length ?? settings.samples) : ''}</span>
          </h4>
          {chance ? falling : <Tray drawn={drawn} wired={wired} />}
        </section>
      )}
      <section class="ev-column pool">
        <h4>
          {words.pool} <span>{pooled ? words.poolNote[by] : ''}</span>
        </h4>
        {pooled ? (
          <Pool state={state} words={words} row={wide ? row : undefined} settles={settles} />
        ) : (
          <p class="scene-note">{chance ? words.noPool : words.noEviction}</p>
        )}
        {(!chance || !wide) && falling}
      </section>
      {wide && <Wires wired={wired} drawn={drawn} row={row} />}
    </>
  )
}

interface BodyProps {
  state: ReadonlySignal<EvictionState>
  now: ReadonlySignal<number>
  sorted: Signal<boolean>
  words: EvictionWords
  controller: PartProps['controller']
  settles: boolean
}

const Body = ({ state, now, sorted, words, controller, settles }: BodyProps) => {
  const body = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const whole = useBox(body).value
  const map = useBox(host).value
  const chosen = useSignal(-1)
  const order = useComputed(() => {
    const { cells, settings, at } = state.value
    return sorted.value ? inOrder(cells.table(), settings, at) : undefined
  }).value
  const table = state.value.cells.table()
  const { count } = table
  const { size } = state.value.cells
  const places = useMemo(
    () => placesIn(count, order, map, Math.max(count, size + RESTING)),
    [count, order, map, size],
  )
  const nameAt = (place: number): string | undefined =>
    place < 0 ? undefined : table.names[order === undefined ? place : (order[place] ?? -1)]
  const read = (place: number): void => {
    const name = nameAt(place)
    if (name !== undefined) controller.run([`GET ${typed(name)}`])
  }
  const drawn = { state: state.value, places, map, words, settles }
  const name = nameAt(chosen.value)
  const n = state.value.cells.size.toLocaleString('en')
  return (
    <>
      <div class={whole.width >= WIDE ? 'ev-body wide' : 'ev-body'} ref={body}>
        <section class="ev-column keys">
          <h4>{fill(words.map[shownBy(state.value)], { n })}</h4>
          <div class="ev-host" ref={host}>
            <Cells state={state} now={now} places={places} label={words.read} chosen={chosen} read={read} />
          </div>
        </section>
        <Sampling drawn={drawn} wide={whole.width >= WIDE} />
      </div>
      {name === undefined ? (
        <Legend state={state.value} words={words} now={now.value} />
      ) : (
        <Chosen
          state={state.value}
          words={words}
          name={name}
          now={now.value}
          read={() => read(chosen.value)}
        />
      )}
      <Figures state={state.value} words={words} />
    </>
  )
}

/** Which of several servers is looked at. */
const ServerChoice = ({
  servers,
  chosen,
  label,
}: {
  servers: readonly ServerPlace[]
  chosen: Signal<string>
  label: string
}) => (
  <select
    class="field"
    aria-label={label}
    value={chosen.value}
    onChange={(event) => (chosen.value = event.currentTarget.value)}
  >
    {servers.map(({ name, port }) => (
      <option key={name} value={name}>
        :{port}
      </option>
    ))}
  </select>
)

interface OfServerProps extends PartProps {
  of: Scene<EvictionState>
  choice: ComponentChildren
}

const OfServer = ({ of, choice, ...props }: OfServerProps) => {
  const { store, controller, t } = props
  const state = controller.fold(of)
  const now = useComputed(() => store.now.value + controller.epoch())
  const sorted = useSignal(false)
  const words = evictionWords[t.parts.language]
  const { alive, server, cells, settings } = state.value
  const nothing = cells.size === 0
  const settles = !store.playing.value || SLOW.includes(store.speed.value)
  const n = cells.size.toLocaleString('en')
  return (
    <SceneFrame
      {...props}
      scene={of}
      class="eviction"
      title={words.title}
      sub={nothing ? '' : fill(words.sub, { n, policy: settings.policy })}
      acts={
        <>
          {choice}
          {!nothing && <Toggle on={sorted} label={words.order} />}
        </>
      }
    >
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : nothing ? (
        <p class="nothing">
          {words.none} <Try controller={controller} line="SET greeting hello" />
        </p>
      ) : (
        <Body
          state={state}
          now={now}
          sorted={sorted}
          words={words}
          controller={controller}
          settles={settles}
        />
      )}
    </SceneFrame>
  )
}

/** All keys by what the policy judges them by, the sample, the pool and the victim; of one server among several. */
export const EvictionScene = (props: PartProps) => {
  const { controller, t } = props
  const servers = controller.servers()
  const chosen = useSignal(servers[0]?.name ?? '')
  const words = evictionWords[t.parts.language]
  const many = servers.length > 1
  const choice = many && <ServerChoice servers={servers} chosen={chosen} label={words.server} />
  const of = many && chosen.value !== '' ? evictionOf(chosen.value) : eviction
  return <OfServer key={of.id} {...props} of={of} choice={choice} />
}
