/**
 * The most hits any policy could have had: it knows what will be asked for and lets that key go whose next use is
 * farthest away, or never takes it in (Belady's MIN). For values of one size, with no expiry.
 */

/** The next position at which the key of each position is asked for again; `length` of the list: never. */
const nextUses = (keys: readonly string[]): Int32Array => {
  const next = new Int32Array(keys.length)
  const seen = new Map<string, number>()
  for (let i = keys.length - 1; i >= 0; i--) {
    next[i] = seen.get(keys[i]!) ?? keys.length
    seen.set(keys[i]!, i)
  }
  return next
}

/** A heap of positions by their next use, the farthest on top; stale ones are skipped by whoever takes them. */
class Farthest {
  private readonly uses: number[] = []
  private readonly keys: string[] = []

  push(use: number, key: string): void {
    let at = this.uses.length
    this.uses.push(use)
    this.keys.push(key)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.uses[parent]! >= use) break
      this.swap(at, parent)
      at = parent
    }
  }

  pop(): { readonly use: number; readonly key: string } | undefined {
    const [use] = this.uses
    const [key] = this.keys
    if (use === undefined || key === undefined) return undefined
    const lastUse = this.uses.pop()!
    const lastKey = this.keys.pop()!
    if (this.uses.length > 0) {
      this.uses[0] = lastUse
      this.keys[0] = lastKey
      this.sink()
    }
    return { use, key }
  }

  private sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1
      const right = left + 1
      let best = at
      if (left < this.uses.length && this.uses[left]! > this.uses[best]!) best = left
      if (right < this.uses.length && this.uses[right]! > this.uses[best]!) best = right
      if (best === at) return
      this.swap(at, best)
      at = best
    }
  }

  private swap(a: number, b: number): void {
    const use = this.uses[a]!
    const key = this.keys[a]!
    this.uses[a] = this.uses[b]!
    this.keys[a] = this.keys[b]!
    this.uses[b] = use
    this.keys[b] = key
  }
}

/** Hits among these look-ups, in a cache with room for so many keys that begins with `held`. */
export const bestHits = (keys: readonly string[], room: number, held: readonly string[] = []): number => {
  const next = nextUses(keys)
  const first = new Map<string, number>()
  keys.forEach((key, i) => {
    if (!first.has(key)) first.set(key, i)
  })
  /** Of what is held, when it is asked for next. */
  const cache = new Map<string, number>()
  const heap = new Farthest()
  const take = (key: string, use: number): void => {
    cache.set(key, use)
    heap.push(use, key)
  }
  for (const key of held) if (!cache.has(key)) take(key, first.get(key) ?? keys.length)
  const trim = (): void => {
    while (cache.size > room) {
      const worst = heap.pop()!
      if (cache.get(worst.key) === worst.use) cache.delete(worst.key)
    }
  }
  trim()
  let hits = 0
  keys.forEach((key, i) => {
    if (cache.has(key)) hits++
    take(key, next[i]!)
    trim()
  })
  return hits
}
