/** The ends of ranges as they are typed (t_zset.c: zslParseRange, zslParseLexRange). */
import { parseDoubleBound } from '../../../../bytes/strtod.ts'
import type { LexBound, LexRange, ScoreRange } from '../../../../structures/ranges.ts'
import { errors } from '../../../command/errors.ts'

const PLUS = 43
const MINUS = 45
const EXCLUSIVE = 40
const INCLUSIVE = 91

/** Reads `1.5`, `(1.5`, `-inf`, `+inf`. */
export const readScoreRange = (min: string, max: string): ScoreRange => {
  const minExclusive = min.charCodeAt(0) === EXCLUSIVE
  const maxExclusive = max.charCodeAt(0) === EXCLUSIVE
  const low = parseDoubleBound(min, minExclusive ? 1 : 0)
  const high = parseDoubleBound(max, maxExclusive ? 1 : 0)
  if (low === undefined || high === undefined) throw errors.minMaxNotFloat()
  return { min: low, max: high, minExclusive, maxExclusive }
}

/** Reads `[member`, `(member`, `-`, `+`. */
export const readLexRange = (min: string, max: string): LexRange => ({
  min: readLexBound(min),
  max: readLexBound(max),
})

const readLexBound = (text: string): LexBound => {
  const first = text.charCodeAt(0)
  if (first === EXCLUSIVE || first === INCLUSIVE) {
    return { infinite: 0, value: text.slice(1), exclusive: first === EXCLUSIVE }
  }
  // A C string: what follows a zero byte is not seen.
  const alone = text.length === 1 || text.charCodeAt(1) === 0
  if (!alone || (first !== PLUS && first !== MINUS)) throw errors.minMaxNotLex()
  return { infinite: first === PLUS ? 1 : -1, value: '', exclusive: true }
}
