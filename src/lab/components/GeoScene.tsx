import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Place } from '../../structures/geohash.ts'
import { distanceText, geo, placesOf, sizeOf } from '../scenes/geo.ts'
import type { GeoState } from '../scenes/geo.ts'
import { readable } from '../scenes/keyspace-captions.ts'
import css from './geo/geo.css?inline'
import { KoreaMap } from './geo/KoreaMap.tsx'
import type { Mode } from './geo/KoreaMap.tsx'
import { HEIGHT, WIDTH } from './geo/projection.ts'
import { geoWords } from './geo/words.ts'
import type { GeoWords } from './geo/words.ts'
import type { PartProps } from './parts.ts'
import { Down, ModelTag, SceneFrame, useBox } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'
import { typed, typedText } from './typed.ts'

addStyle(css)

export const scene = geo

const MODES = ['add', 'radius', 'box'] as const
/** The key places are added to when no command has named one. */
const FIRST_KEY = 'places'
const START: Place = { longitude: 127.0, latitude: 36.5 }

interface ToolsProps {
  mode: Signal<Mode>
  name: Signal<string>
  suggested: string
  radius: Signal<number>
  words: GeoWords
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

const Modes = ({ mode, words }: Pick<ToolsProps, 'mode' | 'words'>) => {
  const walk = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (by === undefined) return
    const next = (MODES.indexOf(mode.value) + by + MODES.length) % MODES.length
    mode.value = MODES[next]!
    ;((event.currentTarget as HTMLElement).children[next] as HTMLElement).focus()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The buttons in it have the focus; arrow keys move it among them.
    // eslint-disable-next-line jsx-a11y-x/interactive-supports-focus
    <div class="geo-modes" role="radiogroup" aria-label={words.mode} onKeyDown={walk}>
      {MODES.map((id) => (
        <button
          key={id}
          type="button"
          role="radio"
          class="scene-act"
          aria-checked={mode.value === id}
          tabIndex={mode.value === id ? 0 : -1}
          onClick={() => (mode.value = id)}
        >
          {words.modes[id]}
        </button>
      ))}
    </div>
  )
}

const MapTools = ({ mode, name, suggested, radius, words }: ToolsProps) => (
  <div class="geo-tools">
    <Modes mode={mode} words={words} />
    {mode.value === 'add' ? (
      <label>
        <span>{words.name}</span>
        <input
          class="field"
          type="text"
          maxLength={40}
          value={name.value}
          placeholder={suggested}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </label>
    ) : (
      <label>
        <input
          class="field number"
          type="number"
          min={1}
          max={2000}
          value={radius.value}
          onInput={(event) => (radius.value = Math.max(1, Number(event.currentTarget.value) || 1))}
        />
        <span>{words[mode.value === 'radius' ? 'radius' : 'size']}</span>
      </label>
    )}
  </div>
)

const Found = ({ state, words }: { state: GeoState; words: GeoWords }) => {
  const { search } = state
  if (search === undefined) return null
  const { found } = search
  return (
    <div class="geo-found">
      <p class="scene-note">
        <b>{found.length === 0 ? words.nobody : fill(words.found, { n: found.length })}</b>
      </p>
      <ol lang="en">
        {found.slice(0, 12).map(({ member, distance }) => (
          <li key={member}>
            <span>{readable(member, 18)}</span> <span>{distanceText(distance)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const nextName = (state: GeoState, words: GeoWords): string => {
  const taken = new Set(placesOf(state).map(({ member }) => readable(member)))
  let n = 1
  while (taken.has(fill(words.place, { n }))) n++
  return fill(words.place, { n })
}

const Drawn = ({
  state,
  controller,
  language,
}: {
  state: GeoState
  controller: PartProps['controller']
  language: 'en' | 'ko'
}) => {
  const host = useRef<HTMLDivElement>(null)
  const words = geoWords[language]
  const mode = useSignal<Mode>('add')
  const name = useSignal('')
  const radius = useSignal(50)
  const cross = useSignal<Place>(START)
  const { width, height } = useBox(host).value
  const scale = Math.max(0.05, Math.min(width / WIDTH, height / HEIGHT))
  const key = state.key === undefined ? FIRST_KEY : typed(state.key)
  const suggested = nextName(state, words)
  const add = ({ longitude, latitude }: Place) => {
    const called = name.value.trim() === '' ? suggested : name.value.trim()
    controller.run([`GEOADD ${key} ${longitude} ${latitude} ${typedText(called)}`])
    name.value = ''
  }
  const search = ({ longitude, latitude }: Place, reach: { x: number; y: number } | undefined) => {
    const { x, y } = reach === undefined ? { x: radius.value, y: radius.value } : reach
    if (reach !== undefined && mode.value === 'radius') radius.value = x
    const shape =
      mode.value === 'radius' ? `BYRADIUS ${x} km` : boxOf(reach === undefined ? [x, y] : [2 * x, 2 * y])
    controller.run([`GEOSEARCH ${key} FROMLONLAT ${longitude} ${latitude} ${shape} ASC WITHDIST`])
  }
  const rest = sizeOf(state) - placesOf(state).length
  return (
    <div class="geo-body">
      <div class="geo-map" ref={host}>
        <KoreaMap
          state={state}
          mode={mode.value}
          language={language}
          words={words}
          unit={1 / scale}
          cross={cross}
          add={add}
          search={search}
        />
      </div>
      <div class="geo-side">
        <MapTools mode={mode} name={name} suggested={suggested} radius={radius} words={words} />
        <p class="scene-note">{words.hints[mode.value]}</p>
        <Found state={state} words={words} />
        {rest > 0 && <p class="scene-note">{fill(words.more, { n: rest.toLocaleString('en') })}</p>}
      </div>
    </div>
  )
}

const boxOf = ([width, height]: readonly [number, number]): string => `BYBOX ${width} ${height} km`

/** An offline map of Korea: the members of a sorted set as places, the last search, and a hand to do both. */
export const GeoScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(geo).value
  const { language } = t.parts
  const words = geoWords[language]
  const { alive, server } = state.keys
  const size = sizeOf(state)
  const sub =
    size === 0 ? words.none : fill(words.sub, { n: size, key: readable(state.key ?? FIRST_KEY, 20) })
  const tag = <ModelTag words={{ ...t.parts.scene, model: words.drawn }} note={words.drawnNote} />
  return (
    <SceneFrame {...props} scene={geo} class="geo" title={words.title} sub={sub} acts={tag}>
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : (
        <Drawn state={state} controller={controller} language={language} />
      )}
    </SceneFrame>
  )
}
