/**
 * A map that is never changed: `with` and `without` give a new one. The newest version holds a real table, each
 * older one only what to undo; whoever asks an older version moves the table back to it. So folding on costs one
 * step an event, seeking costs as many steps as there were changes between, and a version kept for later costs
 * nothing but its changes.
 */
export class VersionedMap<V> {
  readonly size: number
  private table: Map<string, V> | undefined
  /** Where the table went: the version made from this one, and how this one differs from it. */
  private newer: VersionedMap<V> | undefined
  private key = ''
  private value: V | undefined

  constructor(table = new Map<string, V>(), size = table.size) {
    this.table = table
    this.size = size
  }

  get(key: string): V | undefined {
    return this.rooted().get(key)
  }

  has(key: string): boolean {
    return this.rooted().has(key)
  }

  with(key: string, value: V): VersionedMap<V> {
    return this.changed(key, value)
  }

  without(key: string): VersionedMap<V> {
    return this.rooted().has(key) ? this.changed(key, undefined) : this
  }

  /** Visits every value, in no particular order; the visitor must not ask other versions. */
  forEach(visit: (value: V, key: string) => void): void {
    this.rooted().forEach(visit)
  }

  values(): V[] {
    return [...this.rooted().values()]
  }

  private changed(key: string, value: V | undefined): VersionedMap<V> {
    const table = this.rooted()
    const old = table.get(key)
    put(table, key, value)
    const next = new VersionedMap(table)
    this.leave(next, key, old)
    return next
  }

  private leave(newer: VersionedMap<V>, key: string, value: V | undefined): void {
    this.table = undefined
    this.newer = newer
    this.key = key
    this.value = value
  }

  /** The table as it is in this version. */
  private rooted(): Map<string, V> {
    if (this.table !== undefined) return this.table
    const path = VersionedMap.newerThan(this)
    let root = path.pop()!
    const table = root.table!
    for (let older = path.pop(); older !== undefined; older = path.pop()) {
      const now = table.get(older.key)
      put(table, older.key, older.value)
      root.leave(older, older.key, now)
      older.table = table
      older.newer = undefined
      older.value = undefined
      root = older
    }
    return table
  }

  /** A version, those made after it, and at the end the one that holds the table. */
  private static newerThan<V>(version: VersionedMap<V>): VersionedMap<V>[] {
    const path = [version]
    for (let next = version.newer; next !== undefined; next = next.newer) path.push(next)
    return path
  }
}

const put = <V>(table: Map<string, V>, key: string, value: V | undefined): void => {
  if (value === undefined) table.delete(key)
  else table.set(key, value)
}
