import type { PartStrings } from './part-strings.ts'

/**
 * Words of the bench and of the cards in the prose. They come from the page in its language (src/site/i18n), so
 * that no island carries two languages. `{name}` marks what `fill` replaces.
 */
export interface BenchStrings {
  bench: string
  scene: string
  timeline: string
  virtualTime: string
  /** Spoken value of the timeline: {time}, {event}. */
  timeAfter: string
  reset: string
  undoReset: string
  stepBack: string
  play: string
  pause: string
  step: string
  speed: string
  speedHint: string
  oneEvent: string
  fork: string
  branches: string
  /** With {name}: shows another branch beside this one. */
  compare: string
  copyLink: string
  linkCopied: string
  controls: string
  faults: string
  /** The menu's name when nothing in it does harm. */
  acts: string
  resize: string
  sheet: string
  sheetTabs: string
  tools: string
  more: string
  tabs: Record<'terminal' | 'conf' | 'files' | 'log' | 'events', string>
  starting: string
  rebuilding: string
  failedTitle: string
  failedText: string
  copyReport: string
  backOneEvent: string
  noEvents: string
  eventsHere: string
  parts: PartStrings
  /** {name}, {time}, {old}. */
  forked: string
  /** A blocked command holds the terminal. */
  waits: string
  /** The worker takes long. */
  working: string
  resumed: string
  startAfresh: string
  savedBroken: string
  linkBroken: string
  linkOpened: string
  otherBuild: string
  tooLong: string
  linkTooLong: string
  copyFailed: string
  facts: Record<'keys' | 'clients' | 'server' | 'down', string>
  terminal: TerminalStrings
  /** Present mode. */
  cues: string
  previousCue: string
  nextCue: string
  leave: string
  presentKeys: string
}

export interface TerminalStrings {
  /** Name of a terminal: {program}, {n}. */
  name: string
  terminals: string
  newCli: string
  newShell: string
  settings: string
  /** A real field and a live log instead of the drawn terminal. */
  twin: string
  screenReader: string
  input: string
  log: string
  send: string
  interrupt: string
  leave: string
  /** {program}. */
  ended: string
  keys: string
  tab: string
  up: string
  down: string
  paste: string
  pasteFailed: string
}

export interface CardStrings {
  exercise: string
  goalsMet: string
  met: string
  notMet: string
  hintOf: string
  typeIt: string
  /** An exercise with a world of its own, before that runs. */
  start: string
  restart: string
  next: string
  waitsForPrediction: string
  predict: string
  lock: string
  skip: string
  running: string
  right: string
  otherwise: string
  happened: string
  again: string
  needsScript: string
}

/** Replaces each `{name}` in a template by its value. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
