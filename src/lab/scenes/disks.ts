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
  /** How often a file or a disk was changed so far. */
  readonly changes: number
  readonly byHost: ReadonlyMap<string, DiskState>
}

/** What the world says when files are others than before. */
const CHANGES: ReadonlySet<string> = new Set([
  'disk.write',
  'disk.sync',
  'disk.rename',
  'disk.unlink',
  'file.saved',
  'power.cut',
])

const fold = (state: DisksState, event: TraceEvent): DisksState => {
  if (CHANGES.has(event.type)) return { ...state, changes: state.changes + 1 }
  if (event.type !== 'disk.set') return state
  const disk = { fault: event.fault as string | undefined, fsync: event.fsync as number }
  return { ...state, byHost: new Map(state.byHost).set(event.host as string, disk) }
}

export const disks: Scene<DisksState> = {
  id: 'disks',
  initial: { changes: 0, byHost: new Map() },
  fold,
  caption: () => undefined,
  mark: () => undefined,
  describe: (state) => [
    ['host', 'fault', 'fsync'],
    ...[...state.byHost].map(([host, { fault, fsync }]) => [host, fault ?? '', String(fsync ?? '')]),
  ],
}
