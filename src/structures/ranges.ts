/** A range of scores (zrangespec). Limits may be infinite, never NaN. */
export interface ScoreRange {
  min: number
  max: number
  minExclusive: boolean
  maxExclusive: boolean
}

/**
 * One end of a range of members: a byte string, or `-` (before every member, -1) or `+` (after every member, 1), for
 * which `value` means nothing.
 */
export interface LexBound {
  infinite: -1 | 0 | 1
  value: string
  exclusive: boolean
}

/** A range of members (zlexrangespec). */
export interface LexRange {
  min: LexBound
  max: LexBound
}

/** Whether the score is not below the range (zslValueGteMin). */
export const atLeastMin = (score: number, range: ScoreRange): boolean =>
  range.minExclusive ? score > range.min : score >= range.min

/** Whether the score is not above the range (zslValueLteMax). */
export const atMostMax = (score: number, range: ScoreRange): boolean =>
  range.maxExclusive ? score < range.max : score <= range.max

/** Whether no score at all can be in the range. */
export const isEmptyRange = (range: ScoreRange): boolean =>
  range.min > range.max || (range.min === range.max && (range.minExclusive || range.maxExclusive))

/** Whether the member is not below the range (zslLexValueGteMin). */
export const atLeastLexMin = (member: string, { min }: LexRange): boolean => {
  if (min.infinite !== 0) return min.infinite < 0
  return min.exclusive ? member > min.value : member >= min.value
}

/** Whether the member is not above the range (zslLexValueLteMax). */
export const atMostLexMax = (member: string, { max }: LexRange): boolean => {
  if (max.infinite !== 0) return max.infinite > 0
  return max.exclusive ? member < max.value : member <= max.value
}

/** Whether no member at all can be in the range. */
export const isEmptyLexRange = ({ min, max }: LexRange): boolean => {
  if (min.infinite !== max.infinite) return min.infinite > max.infinite
  if (min.infinite !== 0) return true
  if (min.value !== max.value) return min.value > max.value
  return min.exclusive || max.exclusive
}
