/**
 * Glob-style patterns as KEYS, SCAN MATCH, PSUBSCRIBE and ACL rules read them (`stringmatchlen`): ? * [abc]
 * [^a] [a-z] and backslash. Byte by byte, on byte strings.
 */

const STAR = 42
const QUESTION = 63
const BRACKET = 91
const CLOSE = 93
const CARET = 94
const BACKSLASH = 92
const DASH = 45

/** Nested stars beyond this never match: the guard against patterns that would exhaust the stack. */
const MAX_NESTING = 1000

const MISMATCH = 0
const MATCH = 1
/** No match, and no later start of the text can match either: an enclosing star may stop trying. */
const HOPELESS = 2

const lower = (c: number): number => (c >= 65 && c <= 90 ? c + 32 : c)

/** A byte as C's char, which is signed here: in a range the bytes from 128 on come before all others. */
const signed = (c: number): number => (c > 127 ? c - 256 : c)

/** Whether c lies between the ends of a range, in whichever order they are written. */
const isInRange = (start: number, stop: number, c: number, nocase: boolean): boolean => {
  const low = start > stop ? stop : start
  const high = start > stop ? start : stop
  if (nocase) return lower(c) >= lower(low) && lower(c) <= lower(high)
  return c >= low && c <= high
}

/**
 * Reads the bracket expression whose first member is at p[i] against byte c. Returns the index of its closing
 * bracket (or of the last byte when it is never closed), negated (~) when the byte does not match.
 */
const bracket = (pattern: string, from: number, c: number, nocase: boolean): number => {
  const end = pattern.length
  let i = from
  const not = pattern.charCodeAt(i) === CARET
  if (not) i++
  let match = false
  for (; ; i++) {
    if (i >= end) {
      // Never closed: the last byte of the pattern stands for the bracket.
      i = end - 1
      break
    }
    const start = pattern.charCodeAt(i)
    if (start === BACKSLASH && end - i >= 2) {
      i++
      if (pattern.charCodeAt(i) === c) match = true
      continue
    }
    if (start === CLOSE) break
    if (end - i >= 3 && pattern.charCodeAt(i + 1) === DASH) {
      i += 2
      if (isInRange(signed(start), signed(pattern.charCodeAt(i)), signed(c), nocase)) match = true
    } else if (nocase ? lower(start) === lower(c) : start === c) {
      match = true
    }
  }
  return match !== not ? i : ~i
}

const matchFrom = (
  pattern: string,
  p: number,
  s: string,
  i: number,
  nocase: boolean,
  nesting: number,
): number => {
  if (nesting > MAX_NESTING) return MISMATCH
  const end = pattern.length
  const length = s.length
  while (p < end && i < length) {
    let c = pattern.charCodeAt(p)
    if (c === STAR) {
      while (p + 1 < end && pattern.charCodeAt(p + 1) === STAR) p++
      if (p + 1 === end) return MATCH
      for (; i < length; i++) {
        const result = matchFrom(pattern, p + 1, s, i, nocase, nesting + 1)
        if (result !== MISMATCH) return result
      }
      // The rest matches nowhere in the text: no shorter or longer run of an earlier star changes that.
      return HOPELESS
    }
    if (c === BRACKET) {
      const at = bracket(pattern, p + 1, s.charCodeAt(i), nocase)
      if (at < 0) return MISMATCH
      p = at
    } else if (c !== QUESTION) {
      if (c === BACKSLASH && end - p >= 2) c = pattern.charCodeAt(++p)
      const byte = s.charCodeAt(i)
      if (c !== byte && !(nocase && lower(c) === lower(byte))) return MISMATCH
    }
    i++
    p++
  }
  // Stars at the end may match nothing, but (as in the original) not when the text was empty from the start.
  if (i < length || length === 0) return p === end && i === length ? MATCH : MISMATCH
  while (p < end && pattern.charCodeAt(p) === STAR) p++
  return p === end ? MATCH : MISMATCH
}

/**
 * Whether the whole of `s` matches the pattern; `nocase` folds ASCII letters. An empty text is matched by
 * the empty pattern alone, not even by "*": KEYS and SCAN find a key with an empty name by treating "*"
 * apart.
 */
export const globMatch = (pattern: string, s: string, nocase = false): boolean =>
  matchFrom(pattern, 0, s, 0, nocase, 0) === MATCH
