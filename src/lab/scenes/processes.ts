/** Which processes run, and with which command line they were started. */
import type { TraceEvent } from '../../world/trace.ts'
import type { Scene } from './scene.ts'

export interface ProcessState {
  readonly name: string
  readonly pid: number
  readonly argv: readonly string[]
  readonly alive: boolean
  /** Whether it has listened and been ready since it started. */
  readonly ready: boolean
  /** Exit status once it has ended. */
  readonly code: number | undefined
}

export interface ProcessesState {
  readonly byName: ReadonlyMap<string, ProcessState>
}

const fold = (state: ProcessesState, event: TraceEvent): ProcessesState => {
  const put = (process: ProcessState): ProcessesState => ({
    byName: new Map(state.byName).set(process.name, process),
  })
  if (event.type === 'process.started') {
    const { name, pid, argv } = event as unknown as ProcessState
    return put({ name, pid, argv, alive: true, ready: false, code: undefined })
  }
  if (event.type === 'server.ready') {
    const old = state.byName.get(event.process)
    return old === undefined ? state : put({ ...old, ready: true })
  }
  if (event.type !== 'process.ended') return state
  const old = state.byName.get(event.name as string)
  return old?.pid === event.pid
    ? put({ ...old!, alive: false, ready: false, code: event.code as number })
    : state
}

/** The configuration file a redis-server was started with: its first argument unless that is an option. */
export const configFile = ({ argv }: ProcessState): string | undefined => {
  const [first] = argv
  if (first === undefined || first.startsWith('-')) return undefined
  return first.startsWith('/') ? first : `/${first}`
}

export const processes: Scene<ProcessesState> = {
  id: 'processes',
  initial: { byName: new Map() },
  fold,
  caption: () => undefined,
  mark: () => undefined,
  describe: (state) => [
    ['process', 'pid', 'alive'],
    ...[...state.byName.values()].map(({ name, pid, alive }) => [name, String(pid), String(alive)]),
  ],
}
