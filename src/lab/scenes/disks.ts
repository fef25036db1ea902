/** What was done to the disks of the machines: whether they work, and how quick they are. */
import type { TraceEvent } from '../../world/trace.ts'
import type { Scene } from './scene.ts'

export interface DiskState {
  /** An errno name every write gets; undefined: the disk works. */
  readonly fault: string | undefined
  /** Virtual µs an fsync takes at least; undefined: nobody changed it. */
  readonly fsync: number | undefined
}

export interface DisksState {
  readonly byHost: ReadonlyMap<string, DiskState>
}

const fold = (state: DisksState, event: TraceEvent): DisksState => {
  if (event.type !== 'disk.set') return state
  const disk = { fault: event.fault as string | undefined, fsync: event.fsync as number }
  return { byHost: new Map(state.byHost).set(event.host as string, disk) }
}

export const disks: Scene<DisksState> = {
  id: 'disks',
  initial: { byHost: new Map() },
  fold,
  caption: () => undefined,
  mark: () => undefined,
  describe: (state) => [
    ['host', 'fault', 'fsync'],
    ...[...state.byHost].map(([host, { fault, fsync }]) => [host, fault ?? '', String(fsync ?? '')]),
  ],
}
