/**
 * How long commands took: a histogram with two significant digits (hdr_histogram.c with the parameters of
 * latency.c), and its percentiles as INFO latencystats shows them.
 */
const LARGEST = 1_000_000_000
const DIGITS = 8
/** A power of two is the lowest value of a bucket whose width is this part of it. */
const HALF = 1 << (DIGITS - 1)

/** The highest duration, in ns, that counts as the same as this one of `us` µs: the histogram's key. */
export const latencyBucket = (us: number): number => {
  const ns = Math.min(LARGEST, Math.max(1, Math.floor(us * 1000)))
  const shift = 32 - Math.clz32(ns | 255) - DIGITS
  return (((ns >> shift) + 1) << shift) - 1
}

/** The duration (ns) that `percentile` (0–100) of the recorded ones do not exceed. */
export const percentileOf = (histogram: ReadonlyMap<number, number>, percentile: number): number => {
  let total = 0
  for (const count of histogram.values()) total += count
  const wanted = Math.max(1, Math.floor((percentile / 100) * total + 0.5))
  let seen = 0
  for (const bucket of [...histogram.keys()].sort((a, b) => a - b)) {
    seen += histogram.get(bucket)!
    if (seen >= wanted) return bucket
  }
  return 0
}

/** The durations of LATENCY HISTOGRAM double from this one (ns). */
const FIRST_STEP = 1024

/** How many calls took at most how many µs, at each doubling that adds some (fillCommandCDF). */
export const cumulative = (
  histogram: ReadonlyMap<number, number>,
): readonly { readonly microseconds: number; readonly calls: number }[] => {
  const buckets = [...histogram.keys()].sort((a, b) => a - b)
  const steps: { microseconds: number; calls: number }[] = []
  let calls = 0
  let next = 0
  for (let level = FIRST_STEP; next < buckets.length; level *= 2) {
    const highest = level + level / HALF - 1
    const before = next
    for (; next < buckets.length && buckets[next]! <= highest; next++) {
      calls += histogram.get(buckets[next]!)!
    }
    if (next > before) steps.push({ microseconds: Math.floor(highest / 1000), calls })
  }
  return steps
}
