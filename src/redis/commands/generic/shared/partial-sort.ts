/**
 * Sorts only as far as a range needs (pqsort.c): the quicksort of Bentley and McIlroy, "Engineering a Sort
 * Function" (1993), leaving out the parts that have nothing of the range. Not stable; which of equal elements comes
 * first is decided by the steps below, so they follow the original's.
 */

type Compare<T> = (a: T, b: T) => number

/** Below this many elements insertion sort is used, above the next ones the pivot is a median of 3 and of 9. */
const SMALL = 7
const LARGE = 40

/** Afterwards items[first..last] hold what they would hold if everything was sorted. */
export const partialSort = <T>(items: T[], compare: Compare<T>, first: number, last: number): void => {
  let from = 0
  let count = items.length
  while (count >= SMALL) {
    const { below, above } = partition(items, compare, from, count)
    if (below > 1 && overlaps(from, below, first, last)) {
      sortPart(items, compare, from, below, first, last)
    }
    from += count - above
    count = above
    if (above <= 1 || !overlaps(from, above, first, last)) return
  }
  insertionSort(items, compare, from, count)
}

const sortPart = <T>(
  items: T[],
  compare: Compare<T>,
  from: number,
  count: number,
  first: number,
  last: number,
): void => {
  const part = items.slice(from, from + count)
  partialSort(part, compare, first - from, last - from)
  for (let i = 0; i < count; i++) items[from + i] = part[i]!
}

const overlaps = (from: number, count: number, first: number, last: number): boolean =>
  !((first < from && last < from) || (first > from + count - 1 && last > from + count - 1))

const swap = <T>(items: T[], i: number, j: number): void => {
  const item = items[i]!
  items[i] = items[j]!
  items[j] = item
}

const swapRuns = <T>(items: T[], i: number, j: number, count: number): void => {
  for (let k = 0; k < count; k++) swap(items, i + k, j + k)
}

const insertionSort = <T>(items: T[], compare: Compare<T>, from: number, count: number): void => {
  for (let i = from + 1; i < from + count; i++) {
    for (let j = i; j > from && compare(items[j - 1]!, items[j]!) > 0; j--) swap(items, j, j - 1)
  }
}

const median = <T>(items: T[], compare: Compare<T>, a: number, b: number, c: number): number => {
  if (compare(items[a]!, items[b]!) < 0) {
    if (compare(items[b]!, items[c]!) < 0) return b
    return compare(items[a]!, items[c]!) < 0 ? c : a
  }
  if (compare(items[b]!, items[c]!) > 0) return b
  return compare(items[a]!, items[c]!) < 0 ? a : c
}

const choosePivot = <T>(items: T[], compare: Compare<T>, from: number, count: number): number => {
  let middle = from + Math.floor(count / 2)
  if (count <= SMALL) return middle
  let low = from
  let high = from + count - 1
  if (count > LARGE) {
    const d = Math.floor(count / 8)
    low = median(items, compare, low, low + d, low + 2 * d)
    middle = median(items, compare, middle - d, middle, middle + d)
    high = median(items, compare, high - 2 * d, high - d, high)
  }
  return median(items, compare, low, middle, high)
}

/**
 * Arranges the part around a pivot: smaller elements, equal ones, larger ones. Equal ones are collected at both ends
 * first and swapped into the middle at the end. Answers how many are smaller and how many are larger.
 */
const partition = <T>(
  items: T[],
  compare: Compare<T>,
  from: number,
  count: number,
): { below: number; above: number } => {
  swap(items, from, choosePivot(items, compare, from, count))
  const pivot = items[from]!
  let equalLeft = from + 1
  let left = from + 1
  let right = from + count - 1
  let equalRight = right
  for (;;) {
    let order: number
    while (left <= right && (order = compare(items[left]!, pivot)) <= 0) {
      if (order === 0) swap(items, equalLeft++, left)
      left++
    }
    while (left <= right && (order = compare(items[right]!, pivot)) >= 0) {
      if (order === 0) swap(items, right, equalRight--)
      right--
    }
    if (left > right) break
    swap(items, left++, right--)
  }
  const end = from + count
  const below = left - equalLeft
  const above = equalRight - right
  const leftRun = Math.min(equalLeft - from, below)
  swapRuns(items, from, left - leftRun, leftRun)
  const rightRun = Math.min(above, end - equalRight - 1)
  swapRuns(items, left, end - rightRun, rightRun)
  return { below, above }
}
