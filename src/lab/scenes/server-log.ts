/** What every server has logged: the lines of the log tab, at any instant. */
import type { TraceEvent } from '../../world/trace.ts'
import { Chunked } from './chunked.ts'
import type { Scene } from './scene.ts'

/** Redis's mark of a line: debug, verbose, notice, warning. */
export type LogLevel = '.' | '-' | '*' | '#'

export interface LogLine {
  readonly process: string
  readonly level: LogLevel
  /** As redis-server prints it, without the line feed. */
  readonly line: string
  /** `seq` of its event. */
  readonly seq: number
}

export interface LogState {
  readonly lines: Chunked<LogLine>
  /** Servers that logged, in the order they first did. */
  readonly servers: readonly string[]
}

const KEPT = 4096

const fold = (state: LogState, event: TraceEvent): LogState => {
  if (event.type !== 'server.log') return state
  const { process, seq } = event
  const line = { process, level: event.level as LogLevel, line: event.line as string, seq }
  return {
    lines: state.lines.push(line, KEPT),
    servers: state.servers.includes(process) ? state.servers : [...state.servers, process],
  }
}

export const serverLog: Scene<LogState> = {
  id: 'server-log',
  initial: { lines: new Chunked(), servers: [] },
  fold,
  caption: () => undefined,
  mark: () => undefined,
  describe: (state, language) => [
    language === 'ko' ? ['서버', '로그'] : ['server', 'line'],
    ...state.lines.last(200).map(({ process, line }) => [process, line]),
  ],
}
