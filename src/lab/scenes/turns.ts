/**
 * What turned in a value's structure: it went over to another encoding, and which limit made it; its integers got
 * wider; it took another node; its table began to grow.
 */
import type { IntSetState, Limits, StructureState } from '../../redis/introspection/structure-state.ts'
import type { KeyState } from '../../redis/server/events.ts'
import { EMBSTR_LIMIT } from '../../redis/keyspace/entry.ts'
import { isDense } from './registers.ts'

/** Why a value is in another encoding than before. */
export type Cause =
  /** A parameter (or a limit of the code, without a name) and what it was, and what the value came to. */
  | { readonly kind: 'limit'; readonly name: string; readonly limit: number; readonly came: number }
  /** An element longer than the parameter allows. */
  | { readonly kind: 'length'; readonly name: string; readonly limit: number }
  /** An element or value that is no integer, or that is one now. */
  | { readonly kind: 'text' }
  | { readonly kind: 'integer' }
  /** Modified where it stands. */
  | { readonly kind: 'in-place' }
  /** Written anew as a whole. */
  | { readonly kind: 'anew' }

export type Turn =
  | { readonly kind: 'encoding'; readonly from: string; readonly to: string; readonly cause: Cause }
  | { readonly kind: 'width'; readonly from: number; readonly to: number }
  | { readonly kind: 'node'; readonly nodes: number }
  | { readonly kind: 'rehash'; readonly from: number; readonly to: number }

const PARAMETERS: Readonly<Record<string, readonly [entries: string, value: string]>> = {
  hash: ['hash-max-listpack-entries', 'hash-max-listpack-value'],
  zset: ['zset-max-listpack-entries', 'zset-max-listpack-value'],
  set: ['set-max-intset-entries', ''],
}

const limitsOf = (structure: StructureState | undefined): Limits | undefined =>
  structure?.kind === 'listpack' || structure?.kind === 'intset' ? structure.limits : undefined

const causeOfCollection = (before: KeyState, now: KeyState): Cause => {
  const limits = limitsOf(before.structure)
  const names = PARAMETERS[now.type]
  if (limits === undefined || names === undefined) return { kind: 'anew' }
  if (now.size > limits.entries)
    return { kind: 'limit', name: names[0], limit: limits.entries, came: now.size }
  if (limits.value === null) return { kind: 'text' }
  return { kind: 'length', name: names[1], limit: limits.value }
}

const causeOfString = (before: KeyState, now: KeyState): Cause => {
  if (now.encoding === 'int') return { kind: 'integer' }
  if (now.size > EMBSTR_LIMIT && before.size <= EMBSTR_LIMIT)
    return { kind: 'limit', name: '', limit: EMBSTR_LIMIT, came: now.size }
  if (now.encoding === 'raw') return { kind: 'in-place' }
  return before.encoding === 'int' ? { kind: 'text' } : { kind: 'anew' }
}

const ofHyperLogLog = (before: KeyState, now: KeyState): Turn | undefined => {
  const was = before.structure
  if (was?.kind !== 'hll' || isDense(before) !== false || isDense(now) !== true) return undefined
  const cause: Cause = { kind: 'limit', name: 'hll-sparse-max-bytes', limit: was.sparseMax, came: now.size }
  return { kind: 'encoding', from: 'sparse', to: 'dense', cause }
}

const ofIntSet = (before: IntSetState, now: IntSetState): Turn | undefined =>
  before.width === now.width ? undefined : { kind: 'width', from: before.width * 8, to: now.width * 8 }

const tableIn = (structure: StructureState | undefined) =>
  structure?.kind === 'skiplist' ? structure.table : structure?.kind === 'hashtable' ? structure : undefined

const ofTable = (before: KeyState, now: KeyState): Turn | undefined => {
  const [was, is] = [tableIn(before.structure), tableIn(now.structure)]
  if (was === undefined || is === undefined || was.index !== -1 || is.index === -1) return undefined
  return { kind: 'rehash', from: is.slots[0], to: is.slots[1] }
}

const nodesOf = ({ structure, stream }: KeyState): number | undefined =>
  structure?.kind === 'quicklist' ? structure.nodes : stream?.nodeCount

const ofNodes = (before: KeyState, now: KeyState): Turn | undefined => {
  const [was, is] = [nodesOf(before), nodesOf(now)]
  return was === undefined || is === undefined || is <= was ? undefined : { kind: 'node', nodes: is }
}

/** What turned between two states of one key; undefined when nothing did, or it is another type now. */
export const turnOf = (before: KeyState | undefined, now: KeyState): Turn | undefined => {
  if (before === undefined || before.type !== now.type) return undefined
  if (before.encoding !== now.encoding) {
    const cause = now.type === 'string' ? causeOfString(before, now) : causeOfCollection(before, now)
    return { kind: 'encoding', from: before.encoding, to: now.encoding, cause }
  }
  const [was, is] = [before.structure, now.structure]
  if (was?.kind === 'intset' && is?.kind === 'intset') return ofIntSet(was, is)
  return ofHyperLogLog(before, now) ?? ofTable(before, now) ?? ofNodes(before, now)
}
