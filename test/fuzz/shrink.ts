/** Makes a failing list short: delta debugging, then one by one. */

/**
 * The shortest list found whose parts still fail together, trying to leave out ever smaller pieces.
 * `fails` must be true for `items`. At most `tries` calls of it.
 */
export const shrink = async <T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  tries = 400,
): Promise<readonly T[]> => {
  let current = items
  let left = tries
  for (let size = Math.ceil(current.length / 2); size >= 1;) {
    let removed = false
    for (let start = 0; start < current.length && left > 0;) {
      const without = [...current.slice(0, start), ...current.slice(start + size)]
      left--
      if (without.length < current.length && (await fails(without))) {
        current = without
        removed = true
      } else start += size
    }
    if (left <= 0 || (size === 1 && !removed)) break
    if (!removed || size > current.length) size = Math.max(1, Math.floor(size / 2))
  }
  return current
}
