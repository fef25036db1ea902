import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { distanceBetween } from '../../../structures/geohash.ts'
import type { Area, Place } from '../../../structures/geohash.ts'
import { distanceText, placesOf } from '../../scenes/geo.ts'
import type { GeoState, PlacedMember } from '../../scenes/geo.ts'
import { CITIES, ISLANDS, MAINLAND } from '../../scenes/korea.ts'
import { shownText } from '../KeyValue.tsx'
import { fill } from '../strings.ts'
import { halfOf, HEIGHT, isOnMap, placeAt, WIDTH, xOf, yOf } from './projection.ts'
import type { GeoWords } from './words.ts'

/* The map: coast, cities, members, the last search, and what is being dragged. */

export type Mode = 'add' | 'radius' | 'box'

interface Props {
  state: GeoState
  mode: Mode
  language: 'en' | 'ko'
  words: GeoWords
  /** Map units of a CSS pixel: what keeps its size on small maps is multiplied by this. */
  unit: number
  cross: Signal<Place>
  add: (place: Place) => void
  /** Kilometres east-west and north-south from the middle; undefined: those of the field. */
  search: (place: Place, reach: { readonly x: number; readonly y: number } | undefined) => void
}

const pathOf = (line: readonly (readonly [number, number])[]): string =>
  line
    .map(
      ([longitude, latitude], i) =>
        `${i === 0 ? 'M' : 'L'}${xOf(longitude).toFixed(1)} ${yOf(latitude).toFixed(1)}`,
    )
    .join('')

const LAND = `${pathOf(MAINLAND)}Z${ISLANDS.map((island) => `${pathOf(island)}Z`).join('')}`

/** A city's name gives way to a member so near, metres. */
const NEAR = 15_000

const freeCities = (members: readonly Place[]) =>
  CITIES.filter((city) => members.every((member) => distanceBetween(city, member) > NEAR))

const Backdrop = ({
  members,
  language,
  unit,
}: {
  members: readonly Place[]
  language: 'en' | 'ko'
  unit: number
}) => (
  <g class="backdrop">
    <path class="land" d={LAND} />
    {freeCities(members).map((city) => (
      <g key={city.en}>
        <circle cx={xOf(city.longitude)} cy={yOf(city.latitude)} r={1.8 * unit} />
        <text
          class={city.side}
          x={xOf(city.longitude) + (city.side === 'left' ? -5 : 5) * unit}
          y={yOf(city.latitude) + 4 * unit}
          style={{ fontSize: `${11.5 * unit}px` }}
        >
          {city[language]}
        </text>
      </g>
    ))}
  </g>
)

const AreaShape = ({ area, kind, unit }: { area: Area; kind: string; unit: number }) => {
  const [x, y] = [xOf(area.longitude), yOf(area.latitude)]
  const half = halfOf(area)
  return (
    <g class={kind}>
      {area.shape === 'circle' ? (
        <ellipse cx={x} cy={y} rx={half.x} ry={half.y} />
      ) : (
        <rect x={x - half.x} y={y - half.y} width={half.x * 2} height={half.y * 2} />
      )}
      <path d={`M${x - 4 * unit} ${y}h${8 * unit}M${x} ${y - 4 * unit}v${8 * unit}`} />
    </g>
  )
}

const Member = ({
  place,
  found,
  named,
  unit,
}: {
  place: PlacedMember
  found: number | undefined
  named: boolean
  unit: number
}) => {
  const [x, y] = [xOf(place.longitude), yOf(place.latitude)]
  const left = x > WIDTH - 110 * unit
  const said = shownText(place.member, 14) + (found === undefined ? '' : ` ${distanceText(found)}`)
  return (
    <g class={`member${found === undefined ? '' : ' found'}${named ? ' named' : ''}`}>
      <circle cx={x} cy={y} r={4.6 * unit} />
      {named && <circle class="halo" cx={x} cy={y} r={8 * unit} />}
      <text
        class={left ? 'left' : 'right'}
        x={x + (left ? -8 : 8) * unit}
        y={y - 5 * unit}
        style={{ fontSize: `${12.5 * unit}px` }}
      >
        {said}
      </text>
    </g>
  )
}

/** More members than this are dots without names, but for those found or named. */
const MOST_NAMES = 24

const Members = ({ state, unit }: { state: GeoState; unit: number }) => {
  const places = placesOf(state).filter(isOnMap)
  const found = new Map(state.search?.found.map(({ member, distance }) => [member, distance]))
  const [a, b] = state.named.map((name) => places.find(({ member }) => member === name))
  return (
    <g>
      {state.distance !== undefined && a && b && (
        <line
          class="between"
          x1={xOf(a.longitude)}
          y1={yOf(a.latitude)}
          x2={xOf(b.longitude)}
          y2={yOf(b.latitude)}
        />
      )}
      {places.map((place) => {
        const named = state.named.includes(place.member)
        const quiet = places.length > MOST_NAMES && !named && !found.has(place.member)
        return quiet ? (
          <circle
            key={place.member}
            class="dot"
            cx={xOf(place.longitude)}
            cy={yOf(place.latitude)}
            r={3 * unit}
          />
        ) : (
          <Member
            key={place.member}
            place={place}
            found={found.get(place.member)}
            named={named}
            unit={unit}
          />
        )
      })}
    </g>
  )
}

const KILOMETRE = 1000

/** The reach of a drag from its middle in whole kilometres, at least one. */
const reachBetween = (from: Place, to: Place): { readonly x: number; readonly y: number } => {
  const round = (metres: number): number => Math.max(1, Math.round(metres / KILOMETRE))
  return {
    x: round(distanceBetween(from, { longitude: to.longitude, latitude: from.latitude })),
    y: round(distanceBetween(from, { longitude: from.longitude, latitude: to.latitude })),
  }
}

const areaOf = (from: Place, to: Place, mode: Mode): Area => {
  if (mode === 'box') {
    const { x, y } = reachBetween(from, to)
    return { ...from, unit: KILOMETRE, shape: 'box', width: 2 * x, height: 2 * y }
  }
  const radius = Math.max(1, Math.round(distanceBetween(from, to) / KILOMETRE))
  return { ...from, unit: KILOMETRE, shape: 'circle', radius }
}

const STEP = 0.1

const stepOf = (key: string, far: boolean): readonly [number, number] | undefined => {
  const step = far ? 5 * STEP : STEP
  return (
    { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] } as const
  )[key as 'ArrowUp']
}

const rounded = (degrees: number): number => Number(degrees.toFixed(4))

/** A drag shorter than this is a click, CSS px. */
const CLICK = 5

export const KoreaMap = (props: Props) => {
  const { state, mode, language, words, unit, cross, add, search } = props
  const svg = useRef<SVGSVGElement>(null)
  const drag = useSignal<{ from: Place; to: Place; x: number; y: number } | undefined>(undefined)
  const focused = useSignal(false)
  const at = (event: PointerEvent): Place => {
    // The drawing keeps its proportions within the element: only its own matrix knows where it stands.
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      svg.current!.getScreenCTM()!.inverse(),
    )
    return placeAt(Math.max(0, Math.min(WIDTH, point.x)), Math.max(0, Math.min(HEIGHT, point.y)))
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    const place = at(event)
    cross.value = place
    drag.value = { from: place, to: place, x: event.clientX, y: event.clientY }
    if (mode !== 'add') svg.current!.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    if (drag.value !== undefined && mode !== 'add') drag.value = { ...drag.value, to: at(event) }
  }
  const up = (event: PointerEvent) => {
    const { value: dragged } = drag
    drag.value = undefined
    if (dragged === undefined) return
    if (mode === 'add') return add(dragged.from)
    const clicked = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) < CLICK
    const to = at(event)
    const radius = Math.max(1, Math.round(distanceBetween(dragged.from, to) / KILOMETRE))
    search(
      dragged.from,
      clicked ? undefined : mode === 'box' ? reachBetween(dragged.from, to) : { x: radius, y: radius },
    )
  }
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = stepOf(event.key, event.shiftKey)
    if (step !== undefined) {
      const { longitude, latitude } = cross.value
      const next = { longitude: rounded(longitude + step[0]), latitude: rounded(latitude + step[1]) }
      if (isOnMap(next)) cross.value = next
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (mode === 'add') add(cross.value)
      else search(cross.value, undefined)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const dragged = drag.value
  const [x, y] = [xOf(cross.value.longitude), yOf(cross.value.latitude)]
  return (
    // The pointer has the keys' twin: arrows move the cross, Enter acts.
    <div
      class={`korea ${mode}`}
      role="application"
      aria-label={words.map}
      tabIndex={0}
      onKeyDown={keys}
      onFocus={() => (focused.value = true)}
      onBlur={() => (focused.value = false)}
    >
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH.toFixed(1)} ${HEIGHT}`}
        aria-hidden="true"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => (drag.value = undefined)}
      >
        <Backdrop members={placesOf(state)} language={language} unit={unit} />
        {state.search && <AreaShape area={state.search.area} kind="area" unit={unit} />}
        {dragged && mode !== 'add' && (
          <AreaShape area={areaOf(dragged.from, dragged.to, mode)} kind="area dragged" unit={unit} />
        )}
        <Members state={state} unit={unit} />
        {focused.value && (
          <g class="cross">
            <path d={`M${x} ${y - 12 * unit}v${24 * unit}M${x - 12 * unit} ${y}h${24 * unit}`} />
            <circle cx={x} cy={y} r={7 * unit} />
          </g>
        )}
      </svg>
      <span class="unseen" aria-live="polite">
        {focused.value ? fill(words.cross, { ...cross.value }) : ''}
      </span>
    </div>
  )
}
