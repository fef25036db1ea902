/**
 * LZF, the compression of strings in RDB files. The packed form is a row of items:
 *
 *   000nnnnn                    the next n + 1 bytes are literal
 *   lllooooo oooooooo           copy l + 2 bytes (l from 1 to 6) from o + 1 bytes back
 *   111ooooo nnnnnnnn oooooooo  copy n + 9 bytes from o + 1 bytes back
 *
 * The decisions are those of liblzf in its setting "very fast" with 2^16 hash slots (lzf_c.c), so the output equals
 * Redis's. Only where Redis leaves its hash table as it found it on the stack may another run of it decide otherwise.
 */

const HASH_BITS = 16
const SLOT_MASK = (1 << HASH_BITS) - 1
const MAX_LITERALS = 32
const MAX_OFFSET = 1 << 13
const MAX_COPY = 264

/**
 * Where each hash was seen last, counted from `base` on. Each call begins its own range of positions, so the table
 * need not be emptied before each.
 */
const slots = new Int32Array(1 << HASH_BITS)
let base = 1

const slotOf = (hash: number): number => ((hash >>> (24 - HASH_BITS)) - hash * 5) & SLOT_MASK

/** A range of positions of its own for an input of this many bytes. */
const reserve = (length: number): number => {
  if (base + length > 0x7fffffff) {
    slots.fill(0)
    base = 1
  }
  const start = base
  base += length
  return start
}

/**
 * How many bytes from `ref` and from `ip` on are equal: 3 are known to be. `limit` is the most, but the first 16 are
 * compared without looking at it when it is greater than that (recorded).
 */
const matchLength = (input: Uint8Array, ref: number, ip: number, limit: number): number => {
  let length = 3
  if (limit > 16) {
    while (length < 19 && input[ref + length] === input[ip + length]) length++
    if (length < 19) return length
  }
  while (length < limit && input[ref + length] === input[ip + length]) length++
  return length
}

const threeEqual = (input: Uint8Array, ref: number, ip: number): boolean =>
  input[ref] === input[ip] && input[ref + 1] === input[ip + 1] && input[ref + 2] === input[ip + 2]

/** Writes input[ip, to) after `literals` literals that end at `op`; answers the size of all. */
const writeRest = (
  input: Uint8Array,
  ip: number,
  to: number,
  output: Uint8Array,
  op: number,
  literals: number,
): number => {
  while (ip < to) {
    literals++
    output[op++] = input[ip++]!
    if (literals === MAX_LITERALS) {
      output[op - literals - 1] = literals - 1
      literals = 0
      op++
    }
  }
  if (literals === 0) return op - 1
  output[op - literals - 1] = literals - 1
  return op
}

/**
 * Compresses input[from, to) into `output` from 0 on, which has room for it, using at most `limit` bytes. Answers how
 * many were used, or 0 when they do not suffice.
 */
export const lzfCompress = (
  input: Uint8Array,
  from: number,
  to: number,
  output: Uint8Array,
  limit: number,
): number => {
  if (to - from < 3 || limit === 0) return 0
  const shift = reserve(to - from) - from
  const end = to - 2
  let ip = from
  // The place of the length of the current run of literals is op - literals - 1.
  let op = 1
  let literals = 0
  let hash = (input[ip]! << 8) | input[ip + 1]!
  while (ip < end) {
    hash = ((hash << 8) | input[ip + 2]!) & 0xffffff
    const slot = slotOf(hash)
    const ref = slots[slot]! - shift
    slots[slot] = ip + shift
    const offset = ip - ref - 1
    if (ref > from && offset < MAX_OFFSET && threeEqual(input, ref, ip)) {
      if (op + 4 >= limit && op - (literals === 0 ? 1 : 0) + 4 >= limit) return 0
      if (literals === 0) op--
      else output[op - literals - 1] = literals - 1
      const length = matchLength(input, ref, ip, Math.min(to - ip - 2, MAX_COPY))
      const code = length - 2
      if (code < 7) {
        output[op++] = (offset >> 8) + (code << 5)
      } else {
        output[op++] = (offset >> 8) + (7 << 5)
        output[op++] = code - 7
      }
      output[op++] = offset & 255
      literals = 0
      op++
      ip += length
      if (ip >= end) break
      // The last two positions of what was copied are noted, the others are not.
      ip -= 2
      hash = (input[ip]! << 8) | input[ip + 1]!
      for (let i = 0; i < 2; i++) {
        hash = ((hash << 8) | input[ip + 2]!) & 0xffffff
        slots[slotOf(hash)] = ip + shift
        ip++
      }
    } else {
      if (op >= limit) return 0
      literals++
      output[op++] = input[ip++]!
      if (literals === MAX_LITERALS) {
        output[op - literals - 1] = literals - 1
        literals = 0
        op++
      }
    }
  }
  return op + 3 > limit ? 0 : writeRest(input, ip, to, output, op, literals)
}

/** No packed byte stands for more than this many bytes. */
const MOST_PER_BYTE = 132

/**
 * Undoes the compression of input[from, to). Undefined when the bytes are not the packed form of exactly `length`
 * bytes (lzf_d.c).
 */
export const lzfDecompress = (
  input: string,
  from: number,
  to: number,
  length: number,
): Uint8Array | undefined => {
  if (length > (to - from) * MOST_PER_BYTE) return undefined
  const output = new Uint8Array(length)
  let ip = from
  let op = 0
  while (ip < to) {
    const control = input.charCodeAt(ip++)
    if (control < MAX_LITERALS) {
      const count = control + 1
      if (op + count > length || ip + count > to) return undefined
      for (let i = 0; i < count; i++) output[op++] = input.charCodeAt(ip++)
      continue
    }
    let count = control >> 5
    if (count === 7) {
      if (ip >= to) return undefined
      count += input.charCodeAt(ip++)
    }
    if (ip >= to) return undefined
    let ref = op - ((control & 31) << 8) - 1 - input.charCodeAt(ip++)
    count += 2
    if (op + count > length || ref < 0) return undefined
    for (let i = 0; i < count; i++) output[op++] = output[ref++]!
  }
  return op === length ? output : undefined
}
