/** Start and end of LRANGE and LTRIM. */

/** Positions `from`, `from + 1`, … `from + count - 1`. */
export interface Span {
  readonly from: number
  readonly count: number
}

/** What `start` to `end` means in a list of `length` elements; negative ones count from its end. Maybe nothing. */
export const spanOf = (start: number, end: number, length: number): Span => {
  const from = Math.max(0, start < 0 ? length + start : start)
  const to = Math.min(length - 1, end < 0 ? length + end : end)
  return from > to ? { from: length, count: 0 } : { from, count: to - from + 1 }
}
