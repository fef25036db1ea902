import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { distanceBetween } from '../../../structures/geohash.ts'
import type { Area, Place } from '../../../structures/geohash.ts'
import { distanceText, placesOf } from '../../scenes/geo.ts'
import type { GeoState, PlacedMember } from '../../scenes/geo.ts'
import { CITIES, ISLANDS, MAINLAND } from '../../scenes/korea.ts'
import { HandArea } from '../areas.tsx'
import { shownText } from '../KeyValue.tsx'
import { fill } from '../strings.ts'
import { placeLabels } from './labels.ts'
import type { LabelPlace } from './labels.ts'
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

/** Names of cities on maps whose units are at most so many to a pixel; smaller ones have no room for them. */
const COARSEST = 2.6

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
          class={unit > COARSEST ? 'none' : city.side}
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

interface MemberProps {
  place: PlacedMember
  said: string
  found: boolean
  named: boolean
  label: LabelPlace
  unit: number
}

const Member = ({ place, said, found, named, label, unit }: MemberProps) => {
  const [x, y] = [xOf(place.longitude), yOf(place.latitude)]
  return (
    <g class={`member${found ? ' found' : ''}${named ? ' named' : ''}`}>
      <circle cx={x} cy={y} r={4.6 * unit} />
      {named && <circle class="halo" cx={x} cy={y} r={8 * unit} />}
      <text
        x={x + label.dx * unit}
        y={y + label.dy * unit}
        style={{ fontSize: `${12.5 * unit}px`, textAnchor: label.anchor }}
      >
        {said}
      </text>
    </g>
  )
}

/** More members than this are dots without names, but for those found or named; on small maps fewer. */
const MOST_NAMES = 24
const FEW_NAMES = 5

const Between = ({ a, b }: { a: Place; b: Place }) => (
  <line
    class="between"
    x1={xOf(a.longitude)}
    y1={yOf(a.latitude)}
    x2={xOf(b.longitude)}
    y2={yOf(b.latitude)}
  />
)

const Members = ({ state, unit }: { state: GeoState; unit: number }) => {
  const places = placesOf(state).filter(isOnMap)
  const found = new Map(state.search?.found.map(({ member, distance }) => [member, distance]))
  const isNamed = ({ member }: PlacedMember): boolean => state.named.includes(member)
  const small = unit > COARSEST
  const nearest = [...found.keys()].slice(0, small ? FEW_NAMES : Infinity)
  const isTold = (place: PlacedMember): boolean =>
    places.length <= (small ? FEW_NAMES : MOST_NAMES) || isNamed(place) || nearest.includes(place.member)
  const told = places.filter(isTold).map((place) => {
    const distance = found.get(place.member)
    const said =
      shownText(place.member, 14) + (distance === undefined || small ? '' : ` ${distanceText(distance)}`)
    return { place, said }
  })
  const spots = told.map(({ place, said }) => ({
    x: xOf(place.longitude) / unit,
    y: yOf(place.latitude) / unit,
    text: said,
  }))
  const labels = placeLabels(spots, WIDTH / unit)
  const [a, b] = state.named.map((name) => places.find(({ member }) => member === name))
  return (
    <g>
      {state.distance !== undefined && a && b && <Between a={a} b={b} />}
      {places
        .filter((place) => !isTold(place))
        .map(({ member, longitude, latitude }) => (
          <circle key={member} class="dot" cx={xOf(longitude)} cy={yOf(latitude)} r={3 * unit} />
        ))}
      {told.map(({ place, said }, i) => (
        <Member
          key={place.member}
          place={place}
          said={said}
          found={found.has(place.member)}
          named={isNamed(place)}
          label={labels[i]!}
          unit={unit}
        />
      ))}
    </g>
  )
}

const KILOMETRE = 1000

interface Reach {
  readonly x: number
  readonly y: number
}

/** Whole kilometres, at least one. */
const kilometres = (metres: number): number => Math.max(1, Math.round(metres / KILOMETRE))

/** How far a drag reaches from its middle, east-west and north-south; a circle as far in both. */
const reachOfDrag = (from: Place, to: Place, mode: Mode): Reach => {
  const radius = kilometres(distanceBetween(from, to))
  if (mode !== 'box') return { x: radius, y: radius }
  return {
    x: kilometres(distanceBetween(from, { longitude: to.longitude, latitude: from.latitude })),
    y: kilometres(distanceBetween(from, { longitude: from.longitude, latitude: to.latitude })),
  }
}

const areaOf = (from: Place, to: Place, mode: Mode): Area => {
  const { x, y } = reachOfDrag(from, to, mode)
  return mode === 'box'
    ? { ...from, unit: KILOMETRE, shape: 'box', width: 2 * x, height: 2 * y }
    : { ...from, unit: KILOMETRE, shape: 'circle', radius: x }
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

interface Drag {
  readonly from: Place
  readonly to: Place
  /** Where the pointer went down, CSS px. */
  readonly x: number
  readonly y: number
}

/** What the pointer does on the map: a click adds a place or searches, a drag says how far. */
const usePointer = ({ mode, cross, add, search }: Props) => {
  const svg = useRef<SVGSVGElement>(null)
  const drag = useSignal<Drag | undefined>(undefined)
  const at = (event: PointerEvent): Place => {
    // The drawing keeps its proportions within the element: only its own matrix knows where it stands.
    const matrix = svg.current!.getScreenCTM()!.inverse()
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
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
    search(dragged.from, clicked ? undefined : reachOfDrag(dragged.from, at(event), mode))
  }
  const cancel = () => (drag.value = undefined)
  return { svg, dragged: drag.value, down, move, up, cancel }
}

const Cross = ({ place, unit }: { place: Place; unit: number }) => {
  const [x, y] = [xOf(place.longitude), yOf(place.latitude)]
  return (
    <g class="cross">
      <path d={`M${x} ${y - 12 * unit}v${24 * unit}M${x - 12 * unit} ${y}h${24 * unit}`} />
      <circle cx={x} cy={y} r={7 * unit} />
    </g>
  )
}

/** What the pointer does, the keyboard does, too: arrows move the cross, Enter acts. */
export const KoreaMap = (props: Props) => {
  const { state, mode, language, words, unit, cross, add, search } = props
  const focused = useSignal(false)
  const { svg, dragged, down, move, up, cancel } = usePointer(props)
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
  return (
    <HandArea class={`korea ${mode}`} label={words.map} focused={focused} keys={keys}>
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH.toFixed(1)} ${HEIGHT}`}
        aria-hidden="true"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
      >
        <Backdrop members={placesOf(state)} language={language} unit={unit} />
        {state.search && <AreaShape area={state.search.area} kind="area" unit={unit} />}
        {dragged && mode !== 'add' && (
          <AreaShape area={areaOf(dragged.from, dragged.to, mode)} kind="area dragged" unit={unit} />
        )}
        <Members state={state} unit={unit} />
        {focused.value && <Cross place={cross.value} unit={unit} />}
      </svg>
      <span class="unseen" aria-live="polite">
        {focused.value ? fill(words.cross, { ...cross.value }) : ''}
      </span>
    </HandArea>
  )
}
