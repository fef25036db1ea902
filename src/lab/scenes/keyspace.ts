/**
 * The keyspace scene: keys of one database by type, encoding and expiry, the hash table's two tables
 * while it rehashes, the keys the last command touched. Holds up to tens of thousands of keys: the map of
 * keys is shared between states and versioned, the rows near the top are what a page draws in full.
 */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import type { Caption, Language, Scene } from './scene.ts'

export interface KeyCell {
  readonly key: string
  readonly value: KeyState
  /** `seq` of the event that last changed it. */
  readonly changed: number
  /** The encoding it had before its last conversion, undefined when it never converted. */
  readonly converted?: string
}

export interface Rehash {
  readonly index: number
  readonly sizes: readonly [number, number]
}

export interface KeyspaceState {
  readonly db: number
  /** Keys in the order they came. Persistent: a fold returns a new layer over the old. */
  readonly keys: KeyMap
  /** Keys the last command named. */
  readonly touched: readonly string[]
  /** How the last command went. */
  readonly outcome: 'none' | 'ok' | 'error'
  readonly lastCommand: { readonly argv: readonly string[]; readonly reply: string } | undefined
  readonly removed: { readonly key: string; readonly why: string } | undefined
  readonly rehash: Rehash | undefined
  readonly alive: boolean
  readonly at: number
  readonly seq: number
}

/**
 * An insertion-ordered map that can be shared: `with` and `without` copy only a short overlay and fold it
 * into the base when it grows, so folding n events over n keys stays near n log n.
 */
export class KeyMap {
  private readonly base: ReadonlyMap<string, KeyCell>
  private readonly overlay: ReadonlyMap<string, KeyCell | null>
  readonly size: number

  constructor(
    base: ReadonlyMap<string, KeyCell> = new Map(),
    overlay: ReadonlyMap<string, KeyCell | null> = new Map(),
    size = base.size,
  ) {
    this.base = base
    this.overlay = overlay
    this.size = size
  }

  get(key: string): KeyCell | undefined {
    const over = this.overlay.get(key)
    return over === null ? undefined : (over ?? this.base.get(key))
  }

  set(key: string, cell: KeyCell | null): KeyMap {
    const had = this.get(key) !== undefined
    const size = this.size + (cell === null ? 0 : 1) - (had ? 1 : 0)
    const overlay = new Map(this.overlay)
    overlay.set(key, cell)
    if (overlay.size * overlay.size <= this.base.size + 256) return new KeyMap(this.base, overlay, size)
    return new KeyMap(merge(this.base, overlay), new Map(), size)
  }

  /** All cells, oldest key first. */
  cells(): KeyCell[] {
    const found: KeyCell[] = []
    for (const [key, cell] of this.base) {
      const over = this.overlay.get(key)
      if (over === undefined) found.push(cell)
      else if (over !== null) found.push(over)
    }
    for (const [key, over] of this.overlay) if (over !== null && !this.base.has(key)) found.push(over)
    return found
  }
}

const merge = (
  base: ReadonlyMap<string, KeyCell>,
  overlay: ReadonlyMap<string, KeyCell | null>,
): Map<string, KeyCell> => {
  const merged = new Map(base)
  for (const [key, cell] of overlay) {
    if (cell === null) merged.delete(key)
    else merged.set(key, cell)
  }
  return merged
}

const initial: KeyspaceState = {
  db: 0,
  keys: new KeyMap(),
  touched: [],
  outcome: 'none',
  lastCommand: undefined,
  removed: undefined,
  rehash: undefined,
  alive: false,
  at: 0,
  seq: 0,
}

const empty = (state: KeyspaceState): KeyspaceState => ({
  ...state,
  keys: new KeyMap(),
  touched: [],
  removed: undefined,
  rehash: undefined,
})

const fold = (before: KeyspaceState, event: TraceEvent): KeyspaceState => {
  const state = { ...before, at: event.at, seq: event.seq }
  switch (event.type) {
    case 'server.ready':
      return { ...empty(state), alive: true }
    case 'process.ended':
      return (event.name as string).startsWith('redis-cli') || (event.name as string).startsWith('sh')
        ? state
        : { ...empty(state), alive: false }
    case 'key':
      return event.db === state.db
        ? changeKey(state, event.key as string, event.value as KeyState | null)
        : state
    case 'key.removed':
      return event.db === state.db
        ? {
            ...state,
            keys: state.keys.set(event.key as string, null),
            removed: { key: event.key as string, why: event.why as string },
          }
        : state
    case 'db.flushed':
      return event.db === state.db || event.db === -1 ? empty(state) : state
    case 'rehash':
      return event.db === state.db
        ? {
            ...state,
            rehash:
              (event.index as number) < 0
                ? undefined
                : { index: event.index as number, sizes: event.sizes as [number, number] },
          }
        : state
    case 'command': {
      const reply = event.reply as string
      return {
        ...state,
        touched: event.keys as readonly string[],
        outcome: reply.startsWith('-') ? 'error' : 'ok',
        lastCommand: { argv: event.argv as readonly string[], reply },
      }
    }
    default:
      return state
  }
}

const changeKey = (state: KeyspaceState, key: string, value: KeyState | null): KeyspaceState => {
  if (value === null) return { ...state, keys: state.keys.set(key, null) }
  const old = state.keys.get(key)
  const converted =
    old !== undefined && old.value.type === value.type && old.value.encoding !== value.encoding
      ? old.value.encoding
      : undefined
  return { ...state, keys: state.keys.set(key, { key, value, changed: state.seq, converted }) }
}

const describe = (state: KeyspaceState, language: Language): string[][] => {
  const header =
    language === 'ko' ? ['키', '타입', '인코딩', '크기', '값'] : ['key', 'type', 'encoding', 'size', 'value']
  const rows = state.keys
    .cells()
    .slice(0, 200)
    .map(({ key, value }) => [key, value.type, value.encoding, String(value.size), value.preview.join(' ')])
  return [header, ...rows]
}

export const keyspace: Scene<KeyspaceState> = {
  id: 'keyspace',
  initial,
  fold,
  caption: (event, state, language): Caption | undefined => keyspaceCaption(event, state, language),
  mark: (event) => {
    if (event.type === 'command')
      return { mark: 'command', tone: (event.reply as string).startsWith('-') ? 'lost' : 'plain' }
    if (event.type === 'power.cut') return { mark: 'bolt', tone: 'lost' }
    if (event.type === 'process.ended') return { mark: 'kill', tone: 'lost' }
    if (event.type === 'key.removed' && event.why === 'expired') return { mark: 'victim', tone: 'risk' }
    return undefined
  },
  describe,
}
