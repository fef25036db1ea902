/**
 * How long commands took: a histogram with two significant digits (hdr_histogram.c with the parameters of
 * latency.c), and its percentiles as INFO latencystats shows them.
 */
const LARGEST = 1_000_000_000
const DIGITS = 8

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
