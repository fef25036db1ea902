/**
 * Seeded 32-bit hash of a byte string. Redis uses SipHash-1-2 with a 128-bit random key (`siphash.c`); which
 * bucket a key lands in is random there, so any well-spreading hash is as faithful, and this one is several
 * times faster in JavaScript. Four bytes are mixed at a time; the multiplier that folds the upper half down
 * comes from the seed, so pairs of keys that collide under one seed do not collide under another.
 */
export const hashKey = (key: string, seed: number): number => {
  const length = key.length
  const fold = Math.imul(seed, 0x2c1b3c6d) | 1
  let h = seed ^ Math.imul(length, 0x9e3779b1)
  let i = 0
  for (const end = length & ~3; i < end; i += 4) {
    const block =
      key.charCodeAt(i) |
      (key.charCodeAt(i + 1) << 8) |
      (key.charCodeAt(i + 2) << 16) |
      (key.charCodeAt(i + 3) << 24)
    h = Math.imul(h ^ block, 0x85ebca6b)
    h ^= Math.imul(h >>> 16, fold)
  }
  if (i < length) {
    let block = key.charCodeAt(i)
    if (i + 1 < length) block |= key.charCodeAt(i + 1) << 8
    if (i + 2 < length) block |= key.charCodeAt(i + 2) << 16
    h = Math.imul(h ^ block, 0x85ebca6b)
    h ^= Math.imul(h >>> 16, fold)
  }
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35)
  h ^= h >>> 13
  h = Math.imul(h, 0x27d4eb2f)
  return h ^ (h >>> 16)
}

/** The 32 bits of `v` in opposite order, as an unsigned number (`rev` in dict.c, for the low half). */
export const reverseBits = (v: number): number => {
  v = ((v >>> 1) & 0x55555555) | ((v & 0x55555555) << 1)
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2)
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4)
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8)
  return ((v >>> 16) | (v << 16)) >>> 0
}

/**
 * The cursor that follows `cursor` in a table of `mask + 1` slots: the bits under the mask are counted up from
 * the highest one, so that a table grown or shrunk between two calls is still covered (dictScan in dict.c).
 */
export const nextCursor = (cursor: number, mask: number): number =>
  reverseBits((reverseBits((cursor | ~mask) >>> 0) + 1) >>> 0)
