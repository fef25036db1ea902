import type { MarkName } from './marks.ts'

/*
 * What the timeline shows, as plain functions of virtual microseconds and pixels: ticks and their labels, marks
 * that stand too close together, the window that grows with an open-ended session.
 */

export type Tone = 'plain' | 'kept' | 'risk' | 'lost' | 'you'

/** A thing that happened, as drawn above the rail. `at` is virtual µs; `seq` orders events of one instant. */
export interface TimelineMark {
  at: number
  seq: number
  mark: MarkName
  tone: Tone
  /** One sentence in the page's language; the same text as the caption. */
  say: string
}

/** A window of virtual time in µs. */
export interface TimeRange {
  from: number
  to: number
}

export interface Tick {
  at: number
  /** Empty between labels. */
  label: string
}

export interface MarkGroup {
  at: number
  marks: readonly TimelineMark[]
}

const MS = 1_000
const SECOND = 1_000_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const STEPS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  MS,
  2 * MS,
  5 * MS,
  10 * MS,
  20 * MS,
  50 * MS,
  100 * MS,
  200 * MS,
  500 * MS,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  20 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
]

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

const decimals = (step: number): number => (step >= SECOND ? 0 : step >= MS ? 3 : 6)

const fraction = (us: number, digits: number): string =>
  digits === 0 ? '' : `.${pad(Math.floor((us % SECOND) / 10 ** (6 - digits)), digits)}`

/**
 * A virtual instant as the playhead prints it: `19.0 s` below a minute, `2:00.011` above; `digits` of the second
 * (0 to 6) follow the scale.
 */
export const timeText = (us: number, digits = 3): string => {
  const whole = Math.max(0, Math.floor(us))
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)}${fraction(whole, digits)}\u2009s`
  const hours = Math.floor(whole / HOUR)
  const minutes = Math.floor((whole % HOUR) / MINUTE)
  const seconds = Math.floor((whole % MINUTE) / SECOND)
  const head = hours > 0 ? `${hours}:${pad(minutes, 2)}` : String(minutes)
  return `${head}:${pad(seconds, 2)}${fraction(whole, digits)}`
}

/** Digits of the second worth printing when the ruler shows `span` µs: 6 under 50 ms, 3 under 10 s, 1 above. */
export const digitsFor = (span: number): number => (span < 50 * MS ? 6 : span < 10 * SECOND ? 3 : 1)

/** The step between ticks: as many as fit at `spacing` pixels each. */
export const tickStep = (span: number, width: number, spacing = 47): number => {
  const room = Math.max(2, Math.floor(width / spacing))
  return STEPS.find((step) => span / step <= room) ?? STEPS[STEPS.length - 1]!
}

const tickLabel = (at: number, step: number, first: boolean): string => {
  if (step >= SECOND) return timeText(at, 0)
  if (first || at % SECOND === 0) return timeText(at, at % SECOND === 0 ? 0 : decimals(step))
  return fraction(at, decimals(step))
}

const LABEL_ROOM = 76

/** Ticks of the ruler; as many carry a label as have room, in full at a whole second, else as a fraction. */
export const ticks = ({ from, to }: TimeRange, width: number): Tick[] => {
  const step = tickStep(to - from, width)
  const every = Math.ceil(LABEL_ROOM / ((width * step) / (to - from)))
  const start = Math.ceil(from / step)
  const count = Math.floor(to / step) - start + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const at = (start + index) * step
    return { at, label: index % every === 0 ? tickLabel(at, step, index === 0) : '' }
  })
}

/** Pixels a mark, and a group's wider count, keep free to their right. */
const MARK_ROOM = 14
const GROUP_ROOM = 21

/** Marks too close to stand side by side become one group at its first mark. */
export const groupMarks = (
  marks: readonly TimelineMark[],
  { from, to }: TimeRange,
  width: number,
): MarkGroup[] => {
  const pixel = (to - from) / Math.max(1, width)
  const groups: { at: number; marks: TimelineMark[] }[] = []
  for (const mark of marks) {
    if (mark.at < from || mark.at > to) continue
    const last = groups[groups.length - 1]
    const room = last && last.marks.length > 1 ? GROUP_ROOM : MARK_ROOM
    if (last && mark.at - last.at < room * pixel) last.marks.push(mark)
    else groups.push({ at: mark.at, marks: [mark] })
  }
  return groups
}

/**
 * The window to show: the lesson's own, doubled until it holds `now` and what is known of the future, so that an
 * open-ended session never runs off its ruler and the ruler moves seldom.
 */
export const growRange = (range: TimeRange, now: number, known: number): TimeRange => {
  const reach = Math.max(now * 1.02, known)
  let span = range.to - range.from
  while (range.from + span < reach) span *= 2
  return { from: range.from, to: range.from + span }
}

/** Position of an instant on the ruler, 0 to 1. */
export const ratio = ({ from, to }: TimeRange, at: number): number =>
  to <= from ? 0 : Math.min(1, Math.max(0, (at - from) / (to - from)))

/** The instant at a position of the ruler, in whole µs. */
export const instantAt = ({ from, to }: TimeRange, position: number): number =>
  Math.round(from + Math.min(1, Math.max(0, position)) * (to - from))

/** The latest mark at or before an instant. */
export const latestMark = (marks: readonly TimelineMark[], at: number): TimelineMark | undefined =>
  marks.findLast((mark) => mark.at <= at)
