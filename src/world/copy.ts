/**
 * Copies a graph of plain data: objects (with their prototypes), arrays, Maps, Sets and typed arrays,
 * shared references and cycles kept. Frozen objects and functions are shared: they can't change (command
 * tables, program registries). Works with an explicit list, so a skip list of a million nodes is no deep
 * recursion.
 */
type Slot = readonly [from: object, to: object]

/** How much a copy holds: objects, and bytes of typed arrays. */
export interface Tally {
  objects: number
  bytes: number
}

export const copyGraph = <T extends object>(root: T, tally?: Tally): T => {
  const copies = new Map<object, object>()
  const todo: Slot[] = []

  const copied = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const known = copies.get(value)
    if (known !== undefined) return known
    if (Object.isFrozen(value) && !ArrayBuffer.isView(value)) return value
    const copy = emptyLike(value)
    copies.set(value, copy)
    if (!ArrayBuffer.isView(value)) todo.push([value, copy])
    else if (tally !== undefined) tally.bytes += value.byteLength
    return copy
  }

  const result = copied(root)
  for (let slot = todo.pop(); slot !== undefined; slot = todo.pop()) fill(slot[0], slot[1], copied)
  if (tally !== undefined) tally.objects += copies.size
  return result as T
}

const emptyLike = (value: object): object => {
  if (Array.isArray(value)) return new Array(value.length)
  if (value instanceof Map) return new Map()
  if (value instanceof Set) return new Set()
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice()
  return Object.create(Object.getPrototypeOf(value) as object) as object
}

const fill = (from: object, to: object, copied: (value: unknown) => unknown): void => {
  if (Array.isArray(from)) {
    for (let i = 0; i < from.length; i++) (to as unknown[])[i] = copied(from[i])
  } else if (from instanceof Map) {
    for (const [key, value] of from) (to as Map<unknown, unknown>).set(copied(key), copied(value))
  } else if (from instanceof Set) {
    for (const value of from) (to as Set<unknown>).add(copied(value))
  } else {
    for (const key of Object.keys(from)) {
      ;(to as Record<string, unknown>)[key] = copied((from as Record<string, unknown>)[key])
    }
  }
}
