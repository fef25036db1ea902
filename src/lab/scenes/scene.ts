/**
 * A scene is a pure fold over the trace: `(state, event) → state`, never mutating. So it can be sought,
 * tested without a browser, told as text and printed. Drawing lives in `lab/components`.
 */
import type { TraceEvent } from '../../world/trace.ts'

export type Language = 'en' | 'ko'

/** What the last event did, in one sentence; shown under the scene, in the log, to screen readers. */
export interface Caption {
  /** The event's name as the strip shows it in bold: a command, `expired`, `Power cut`. */
  readonly event: string
  readonly say: string
  /** One live counter spelled as INFO prints it. */
  readonly counter?: string
}

/** What redis-cli asks by itself when it connects: nobody typed it, so it is not told. */
export const isSmallTalk = ({ type, name, argc }: TraceEvent): boolean =>
  type === 'command' && name === 'command|docs' && argc === 2

/** How an event stands on the timeline's ruler. */
export interface SceneMark {
  readonly mark: string
  readonly tone: 'plain' | 'kept' | 'risk' | 'lost' | 'you'
}

export interface Scene<S> {
  readonly id: string
  readonly initial: S
  readonly fold: (state: S, event: TraceEvent) => S
  /** The sentence for an event, given the state after it; undefined: not worth one. */
  readonly caption: (event: TraceEvent, state: S, language: Language) => Caption | undefined
  /** How an event stands on the ruler, given the state after it; undefined: not at all. */
  readonly mark: (event: TraceEvent, state: S) => SceneMark | undefined
  /** The whole state as rows of text, for `Describe`, print-outs and screen readers. */
  readonly describe: (state: S, language: Language) => readonly (readonly string[])[]
}

/** What redis-cli asks for itself when it connects (for hints and HELP): no doing of the learner's, so never told. */
export const isSilent = (event: TraceEvent): boolean =>
  event.type === 'command' && event.name === 'command|docs'
