/**
 * The structure scene: what really holds the key that was used last, and when that turned into something else. It
 * follows the keys as the keyspace scene does.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspace, viewAt } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import type { KeyCell } from './keyspace-view.ts'
import { readable } from './keyspace-captions.ts'
import { isSmallTalk } from './scene.ts'
import type { Language, Scene, SceneMark } from './scene.ts'
import { structureCaption } from './structure-captions.ts'
import { structureRows } from './structure-rows.ts'
import { turnOf } from './turns.ts'
import type { Turn } from './turns.ts'
import { VersionedMap } from './versioned-map.ts'

export interface TurnAt {
  readonly turn: Turn
  readonly seq: number
}

export interface StructureSceneState {
  readonly keys: KeyspaceState
  /** The key that is shown unless the learner chose another; it may be gone. */
  readonly shown: string | undefined
  /** The last turn of each key's structure, by database and key. */
  readonly turns: VersionedMap<TurnAt>
}

const initial: StructureSceneState = { keys: keyspace.initial, shown: undefined, turns: new VersionedMap() }

const placeOf = (db: number, key: string): string => `${db}:${key}`

/** What last turned in the structure of a key of the database shown. */
export const turnAt = ({ keys, turns }: StructureSceneState, key: string): TurnAt | undefined =>
  turns.get(placeOf(keys.db, key))

/** The keys that can be shown, in the order of their rows. */
export const shownKeys = ({ keys }: StructureSceneState): KeyCell[] => {
  const view = viewAt(keys, keys.db)
  return view.rows.map((row) => view.keys.get(row.key)).filter((cell) => cell !== undefined)
}

/** The key a learner chose if it is there, else the one used last, else any. */
export const cellShown = (state: StructureSceneState, chosen?: string): KeyCell | undefined => {
  const view = viewAt(state.keys, state.keys.db)
  const found = (key: string | undefined) => (key === undefined ? undefined : view.keys.get(key))
  return found(chosen) ?? found(state.shown) ?? shownKeys(state).at(-1)
}

const withTurn = (state: StructureSceneState, event: TraceEvent, before: KeyState | undefined) => {
  const value = event.value as KeyState | null
  const turn = value === null ? undefined : turnOf(before, value)
  const place = placeOf(event.db as number, event.key as string)
  if (turn !== undefined) return state.turns.with(place, { turn, seq: event.seq })
  return before === undefined ? state.turns.without(place) : state.turns
}

const fold = (state: StructureSceneState, event: TraceEvent): StructureSceneState => {
  const keys = keyspace.fold(state.keys, event)
  if (keys.server !== '' && event.process !== keys.server) return { ...state, keys }
  if (event.type === 'key') {
    const before = viewAt(state.keys, event.db as number).keys.get(event.key as string)?.value
    return { ...state, keys, turns: withTurn(state, event, before) }
  }
  if (event.type === 'server.ready') return { ...initial, keys }
  if (event.type !== 'command') return { ...state, keys }
  const view = viewAt(keys, keys.db)
  const named = (event.keys as readonly string[]).find((key) => view.keys.has(key))
  return { ...state, keys, shown: named ?? state.shown }
}

const mark = (event: TraceEvent, state: StructureSceneState): SceneMark | undefined => {
  if (event.type === 'key') {
    const place = placeOf(event.db as number, event.key as string)
    const last = state.turns.get(place)
    return last?.seq === event.seq && last.turn.kind === 'encoding'
      ? { mark: 'switch', tone: 'kept' }
      : undefined
  }
  return keyspace.mark(event, state.keys)
}

const describe = (state: StructureSceneState, language: Language): readonly (readonly string[])[] => {
  const cell = cellShown(state)
  return cell === undefined
    ? [[language === 'ko' ? '키' : 'key'], ['–']]
    : structureRows(readable(cell.key), cell.value, language)
}

export const structure: Scene<StructureSceneState> = {
  id: 'structure',
  initial,
  fold,
  caption: (event, state, language) =>
    isSmallTalk(event) ? undefined : structureCaption(event, state, language),
  mark,
  describe,
}
