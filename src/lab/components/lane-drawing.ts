import { isWaiting, SLOW } from '../scenes/lane.ts'
import type { LaneState, Request } from '../scenes/lane.ts'
import type { Box } from './scene-frame.tsx'

/*
 * The lanes on a canvas: the main thread's runs on top, one lane for each client below, time from left to right, the
 * present at the right edge. Thousands of blocks are drawn each frame, so nothing here makes an object for one.
 */

/** A stretch of virtual time, µs since 1970. */
export interface Window {
  readonly from: number
  readonly to: number
}

export interface Layout {
  /** Device pixels of a CSS pixel. */
  readonly ratio: number
  /** Where time begins, and how wide it is, CSS px. */
  readonly left: number
  readonly width: number
  readonly height: number
  readonly threadTop: number
  readonly besideTop: number
  readonly clientsTop: number
  /** Height of a client's lane. */
  readonly lane: number
}

/** Swatches the colours are read from, in the order `drawLanes` takes them. */
export const LANE_COLORS = ['ink', 'ink-3', 'line', 'risk', 'you', 'pane-2'] as const

const THREAD = 34
const GAP = 18
/** Height of a lane beside the main thread's, px. */
export const BESIDE = 24
/** Where there is no column for names they stand above their lanes, px. */
const LABEL = 18
const LARGEST_LANE = 22
const SMALLEST_LANE = 4
/** A wait this long is drawn in the colour of risk, µs. */
const LONG_WAIT = SLOW

/** `beside`: how many lanes stand between the main thread's and the clients'. */
export const layoutOf = ({ width, height }: Box, clients: number, beside = 0): Layout => {
  const narrow = width < 520
  const threadTop = narrow ? LABEL : 0
  const clientsTop = threadTop + THREAD + beside * BESIDE + GAP
  const room = Math.max(0, height - clientsTop)
  const lane = Math.max(SMALLEST_LANE, Math.min(LARGEST_LANE, Math.floor(room / Math.max(1, clients))))
  const left = narrow ? 0 : 96
  return {
    ratio: typeof devicePixelRatio === 'number' ? devicePixelRatio : 1,
    left,
    width: Math.max(1, width - left),
    height: Math.max(clientsTop, Math.min(height, clientsTop + lane * clients)),
    threadTop,
    besideTop: threadTop + THREAD,
    clientsTop,
    lane,
  }
}

const css = (pixel: number): string => `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`

let lastHatch: { readonly color: string; readonly fill: CanvasPattern | string } | undefined

/** Diagonal strokes: somebody waits. */
const hatch = (context: CanvasRenderingContext2D, color: string): CanvasPattern | string => {
  if (lastHatch?.color === color) return lastHatch.fill
  const size = 6
  const tile = document.createElement('canvas')
  tile.width = tile.height = size
  const ink = tile.getContext('2d')
  if (ink === null) return color
  ink.strokeStyle = color
  ink.lineWidth = 1.4
  for (const shift of [-size, 0, size]) {
    ink.beginPath()
    ink.moveTo(shift, size)
    ink.lineTo(shift + size, 0)
    ink.stroke()
  }
  const fill = context.createPattern(tile, 'repeat') ?? color
  lastHatch = { color, fill }
  return fill
}

interface Pens {
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly risk: string
  readonly you: string
  readonly ground: string
  readonly hatch: CanvasPattern | string
}

/** Share of each pixel's time in which short runs kept the thread busy: the crowd's, and the learner's. */
let crowd = new Float32Array(0)
let yours = new Float32Array(0)

const clearShares = (width: number): void => {
  if (crowd.length === width) {
    crowd.fill(0)
    yours.fill(0)
    return
  }
  crowd = new Float32Array(width)
  yours = new Float32Array(width)
}

/** Adds a run to the pixels it covers. */
const addRun = (shares: Float32Array, from: number, to: number): void => {
  for (let x = Math.max(0, Math.floor(from)); x < to && x < shares.length; x++)
    shares[x]! += Math.min(to, x + 1) - Math.max(from, x)
}

const FAINTEST = 0.3

/** A column for each pixel with a run in it, the darker the busier the thread was. */
const drawShares = (context: CanvasRenderingContext2D, shares: Float32Array, at: Layout, least: number) => {
  for (let x = 0; x < shares.length; x++) {
    const share = shares[x]!
    if (share === 0) continue
    context.globalAlpha = Math.min(1, least + share)
    context.fillRect(at.left + x, at.threadTop + 3, 1, THREAD - 6)
  }
  context.globalAlpha = 1
}

const drawThread = (
  context: CanvasRenderingContext2D,
  state: LaneState,
  view: Window,
  at: Layout,
  pens: Pens,
) => {
  const scale = at.width / (view.to - view.from)
  context.fillStyle = pens.ground
  context.fillRect(at.left, at.threadTop, at.width, THREAD)
  clearShares(Math.ceil(at.width))
  context.fillStyle = pens.risk
  state.runs.backwards(({ at: start, cost, scripted }) => {
    if (start + cost < view.from) return false
    if (start > view.to) return true
    const x = Math.max(0, start - view.from) * scale
    const end = (Math.min(view.to, start + cost) - view.from) * scale
    if (cost < SLOW) addRun(scripted ? crowd : yours, x, end)
    else context.fillRect(at.left + x, at.threadTop + 3, Math.max(1, end - x), THREAD - 6)
    return true
  })
  context.fillStyle = pens.ink
  drawShares(context, crowd, at, FAINTEST)
  context.fillStyle = pens.you
  drawShares(context, yours, at, 1)
}

const drawRequest = (
  context: CanvasRenderingContext2D,
  request: Request,
  view: Window,
  at: Layout,
  top: number,
  pens: Pens,
) => {
  const scale = at.width / (view.to - view.from)
  const { sent, latency } = request
  const end = Math.min(view.to, sent + (latency ?? Infinity))
  const x = at.left + Math.max(0, sent - view.from) * scale
  const width = Math.max(1, (end - Math.max(sent, view.from)) * scale)
  const height = Math.max(2, at.lane - (at.lane > 8 ? 5 : 1))
  const waits = isWaiting(request)
  context.fillStyle = waits ? pens.hatch : (latency ?? 0) >= LONG_WAIT ? pens.risk : pens.quiet
  context.fillRect(x, top + (at.lane - height) / 2, width, height)
  if (!waits || at.lane <= 8) return
  context.strokeStyle = pens.risk
  context.strokeRect(x + 0.5, top + (at.lane - height) / 2 + 0.5, Math.max(1, width - 1), height - 1)
}

const drawClients = (
  context: CanvasRenderingContext2D,
  state: LaneState,
  view: Window,
  at: Layout,
  pens: Pens,
) => {
  let top = at.clientsTop
  for (const { requests } of state.clients) {
    context.fillStyle = pens.line
    context.fillRect(at.left, top + at.lane / 2 - 0.5, at.width, 1)
    requests.backwards((request) => {
      const { sent, latency } = request
      if (latency !== undefined && sent + latency < view.from) return false
      if (sent <= view.to) drawRequest(context, request, view, at, top, pens)
      return true
    })
    top += at.lane
  }
}

/** Draws everything between the window's edges. */
export const drawLanes = (
  context: CanvasRenderingContext2D,
  state: LaneState,
  view: Window,
  at: Layout,
  palette: Uint32Array,
): void => {
  const [ink = '', quiet = '', line = '', risk = '', you = '', ground = ''] = [...palette].map(css)
  context.setTransform(at.ratio, 0, 0, at.ratio, 0, 0)
  context.clearRect(0, 0, at.left + at.width, at.height)
  const pens = { ink, quiet, line, risk, you, ground, hatch: hatch(context, risk) }
  drawThread(context, state, view, at, pens)
  drawClients(context, state, view, at, pens)
}
