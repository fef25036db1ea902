import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { SPEEDS } from './bench-store.ts'
import type { BenchController, BenchStore, Branch, Speed } from './bench-store.ts'
import { Mark } from './Mark.tsx'
import { fill } from './strings.ts'
import type { BenchStrings } from './strings.ts'
import {
  digitsFor,
  groupMarks,
  instantAt,
  latestMark,
  ratio,
  ticks,
  tickStep,
  timeText,
} from './timeline-model.ts'
import type { MarkGroup } from './timeline-model.ts'

interface Props {
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
  /** Home's small bench: no fork, no link. */
  compact?: boolean
}

const SPEED_TEXT: Record<Exclude<Speed, 'event'>, string> = {
  '2ms/s': '2\u2009ms/s',
  '0.1s/s': '0.1\u2009s/s',
  '1s/s': '1\u2009s/s',
  '10s/s': '10\u2009s/s',
}

const MAX_RAILS = 3

const Button = (props: {
  name: Parameters<typeof Mark>[0]['name']
  label: string
  onClick: (() => void) | undefined
  class?: string
  keys?: string
}) => (
  <button
    type="button"
    class={props.class ?? 'tool'}
    aria-label={props.label}
    title={props.label}
    aria-keyshortcuts={props.keys}
    disabled={!props.onClick}
    onClick={props.onClick}
  >
    <Mark name={props.name} />
  </button>
)

const Transport = ({ store, controller, t }: Props) => {
  const playing = store.playing.value
  const undo = store.canUndoReset.value
  return (
    <div class="transport">
      <Button
        name={undo ? 'back' : 'reset'}
        label={undo ? t.undoReset : t.reset}
        class={undo ? 'tool wide undo' : 'tool wide'}
        keys="r"
        onClick={controller && (() => (undo ? controller.undoReset() : controller.reset()))}
      />
      <Button
        name="step-back"
        label={t.stepBack}
        class="tool wide"
        keys="ArrowLeft"
        onClick={controller && (() => controller.stepBack())}
      />
      <Button
        name={playing ? 'pause' : 'play'}
        label={playing ? t.pause : t.play}
        class="play"
        keys="Space"
        onClick={controller && (() => (playing ? controller.pause() : controller.play()))}
      />
      <Button
        name="step"
        label={t.step}
        keys="ArrowRight"
        onClick={controller && (() => controller.step())}
      />
      <SpeedMenu store={store} controller={controller} t={t} />
    </div>
  )
}

const SpeedMenu = ({ store, controller, t }: Props) => (
  <span class="speed">
    <select
      aria-label={t.speed}
      title={t.speedHint}
      value={store.speed.value}
      disabled={!controller}
      onChange={(event) => controller?.setSpeed(event.currentTarget.value as Speed)}
    >
      {SPEEDS.map((speed) => (
        <option key={speed} value={speed}>
          {speed === 'event' ? t.oneEvent : SPEED_TEXT[speed]}
        </option>
      ))}
    </select>
    <Mark name="down" />
  </span>
)

const useWidth = (ref: RefObject<HTMLElement>): Signal<number> => {
  const width = useSignal(480)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => (width.value = element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return width
}

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`

const Ruler = ({ store, width }: { store: BenchStore; width: number }) => {
  const range = store.range.value
  const all = ticks(range, width)
  return (
    <div class="ruler" aria-hidden="true">
      {all.map((tick) => (
        <i key={tick.at} style={{ left: percent(ratio(range, tick.at)) }} />
      ))}
      {all.map(
        (tick) =>
          tick.label && (
            <span
              key={tick.at}
              class={tick.at === range.from ? 'first' : tick.at === range.to ? 'last' : ''}
              style={{ left: percent(ratio(range, tick.at)) }}
            >
              {tick.label}
            </span>
          ),
      )}
    </div>
  )
}

const GroupMark = ({
  group,
  left,
  future,
  onSeek,
}: {
  group: MarkGroup
  left: string
  future: boolean
  onSeek: (at: number) => void
}) => {
  const first = group.marks[0]!
  const open = useSignal(false)
  if (group.marks.length === 1)
    return (
      <span
        class={`at ${first.tone} ${future ? 'future' : ''}`}
        style={{ left }}
        title={first.say}
        aria-hidden="true"
      >
        <Mark name={first.mark} />
      </span>
    )
  const show = () => (open.value = true)
  const hide = () => (open.value = false)
  return (
    <span
      class={`at many ${future ? 'future' : ''}`}
      style={{ left }}
      onMouseEnter={show}
      onMouseLeave={hide}
    >
      <button
        type="button"
        aria-expanded={open.value}
        onFocus={show}
        onBlur={hide}
        onClick={() => onSeek(group.at)}
      >
        {group.marks.length}
      </button>
      {open.value && (
        <ol class="happened">
          {group.marks.slice(0, 12).map((mark) => (
            <li key={mark.seq}>
              <Mark name={mark.mark} class={mark.tone} /> {mark.say}
            </li>
          ))}
          {group.marks.length > 12 && <li>+ {group.marks.length - 12}</li>}
        </ol>
      )}
    </span>
  )
}

const MarksRow = ({ store, controller, t, width }: Props & { width: Signal<number> }) => {
  const groups = useComputed(() => groupMarks(store.marks.value, store.range.value, width.value))
  // Drawn again when the playhead passes a group, not on each frame.
  const passed = useComputed(() => groups.value.filter((group) => group.at <= store.now.value).length)
  return (
    <div class="marks" role="group" aria-label={t.eventsHere}>
      {groups.value.map((group, index) => (
        <GroupMark
          key={`${group.at}:${group.marks[0]!.seq}`}
          group={group}
          left={percent(ratio(store.range.value, group.at))}
          future={index >= passed.value}
          onSeek={(at) => controller?.seek(at)}
        />
      ))}
    </div>
  )
}

/** Pixels between two rails, and between two of their names. */
const RAIL_STEP = 3
const NAME_STEP = 15

interface RailProps {
  branch: Branch
  from: number
  to: number
  row: number
  /** How many names already stand where this one would. */
  crowd: number
  choose: () => void
}

const Rail = (props: RailProps) => (
  <button
    type="button"
    role="radio"
    aria-checked="false"
    class="branch"
    style={{
      left: percent(props.from),
      width: percent(props.to - props.from),
      top: `${props.row * RAIL_STEP}px`,
    }}
    onClick={props.choose}
  >
    <span style={{ top: `${-2 - props.row * RAIL_STEP}px`, marginLeft: `${props.crowd * NAME_STEP}px` }}>
      {props.branch.name}
    </span>
  </button>
)

/** The other futures as dashed rails that leave this one where they part; at most three. */
const Rails = ({ store, controller, t }: Props) => {
  const branches = store.branches.value
  if (branches.length < 2) return null
  const range = store.range.value
  const current = store.branch.value
  const here = branches.find((branch) => branch.id === current)
  const others = branches.filter((branch) => branch.id !== current).slice(-MAX_RAILS)
  const near = (a: number, b: number) => Math.abs(ratio(range, a) - ratio(range, b)) < 0.05
  return (
    <div class="rails" role="radiogroup" aria-label={t.branches}>
      {others.map((branch, row) => (
        <Rail
          key={branch.id}
          branch={branch}
          from={ratio(range, Math.max(branch.from, here?.from ?? 0))}
          to={ratio(range, branch.end)}
          row={row}
          crowd={others.slice(0, row).filter((other) => near(other.end, branch.end)).length}
          choose={() => controller?.chooseBranch(branch.id)}
        />
      ))}
      {here && (
        <button type="button" role="radio" aria-checked="true" class="branch here">
          <span>{here.name}</span>
        </button>
      )}
    </div>
  )
}

const spokenTime = (store: BenchStore, t: BenchStrings, digits: number): string => {
  const time = timeText(store.now.value, digits)
  const last = latestMark(store.marks.value, store.now.value)
  return last ? fill(t.timeAfter, { time, event: last.say }) : time
}

/** Keys of the grabbed playhead: arrows one event, Shift one tick, Home and End. */
const playheadKeys =
  (store: BenchStore, controller: BenchController, width: number) => (event: KeyboardEvent) => {
    const range = store.range.value
    const tick = tickStep(range.to - range.from, width)
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowUp'
    const backward = event.key === 'ArrowLeft' || event.key === 'ArrowDown'
    if (event.shiftKey && (forward || backward))
      controller.seek(Math.max(0, store.now.value + (forward ? tick : -tick)))
    else if (forward) controller.step()
    else if (backward) controller.stepBack()
    else if (event.key === 'Home') controller.seek(range.from)
    else if (event.key === 'End') controller.seek(store.known.value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

/** Dragging anywhere on the ruler seeks; one seek per frame. */
const useScrub = (store: BenchStore, controller: BenchController | undefined) => {
  const frame = useRef(0)
  return (event: PointerEvent) => {
    if (!controller || (event.type === 'pointerdown' ? event.button !== 0 : event.buttons === 0)) return
    const track = event.currentTarget as HTMLElement
    if ((event.target as Element).closest('button')) return
    if (event.type === 'pointerdown') track.setPointerCapture(event.pointerId)
    const box = track.getBoundingClientRect()
    const at = instantAt(store.range.value, (event.clientX - box.left) / box.width)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => controller.seek(at))
  }
}

const Playhead = ({ store, controller, t, width }: Props & { width: number }) => {
  const range = store.range.value
  const now = store.now.value
  const digits = digitsFor(range.to - range.from)
  return (
    <div
      class="playhead"
      role="slider"
      tabIndex={0}
      aria-label={t.virtualTime}
      aria-valuemin={range.from / 1e6}
      aria-valuemax={range.to / 1e6}
      aria-valuenow={now / 1e6}
      aria-valuetext={spokenTime(store, t, digits)}
      aria-disabled={!controller}
      onKeyDown={controller && playheadKeys(store, controller, width)}
    >
      <b>{timeText(now, digits)}</b>
      <i />
    </div>
  )
}

const Track = (props: Props) => {
  const { store, controller } = props
  const ref = useRef<HTMLDivElement>(null)
  const width = useWidth(ref)
  const scrub = useScrub(store, controller)
  useSignalEffect(() => {
    ref.current?.style.setProperty('--at', percent(ratio(store.range.value, store.now.value)))
    ref.current?.style.setProperty('--known', percent(ratio(store.range.value, store.known.value)))
  })
  return (
    <div class="track" ref={ref} onPointerDown={scrub} onPointerMove={scrub}>
      <MarksRow {...props} width={width} />
      <div class="rail" />
      <div class="rail known" />
      <div class="rail past" />
      <Ruler store={store} width={width.value} />
      <Rails {...props} />
      <Playhead {...props} width={width.value} />
    </div>
  )
}

/** Puts the newest other branch beside this one, on one time axis; pressed again, takes it away. */
const Compare = ({ store, t }: Props) => {
  const others = store.branches.value.filter((branch) => branch.id !== store.branch.value)
  const other = others.find((branch) => branch.id === store.compared.value) ?? others.at(-1)
  if (other === undefined) return null
  const on = store.compared.value === other.id
  const label = fill(t.compare, { name: other.name })
  return (
    <button
      type="button"
      class="tool compare"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={() => (store.compared.value = on ? '' : other.id)}
    >
      <Mark name="copied" />
    </button>
  )
}

const Actions = ({ store, controller, t }: Props) => {
  const copy = async () => {
    if (!controller) return
    try {
      await navigator.clipboard.writeText(await controller.link())
      store.notice.value = t.linkCopied
    } catch (error) {
      store.notice.value = error instanceof RangeError ? t.linkTooLong : t.copyFailed
    }
  }
  return (
    <div class="actions">
      <Compare store={store} controller={controller} t={t} />
      <button
        type="button"
        class="btn s"
        disabled={!controller}
        aria-keyshortcuts="f"
        onClick={() => controller?.fork()}
      >
        <Mark name="fork" />
        {t.fork}
      </button>
      <Button name="link" label={t.copyLink} onClick={controller && (() => void copy())} />
    </div>
  )
}

/** The bench's bottom edge: transport, the ruler with everything that happened, fork and link. */
export const Timeline = (props: Props) => (
  <section class="timeline" aria-label={props.t.timeline}>
    <Transport {...props} />
    <Track {...props} />
    {!props.compact && <Actions {...props} />}
  </section>
)
