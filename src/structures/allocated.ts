/**
 * Bytes that Redis's allocator (jemalloc with a quantum of 16 bytes, 64 bits) hands out: a request is rounded up to a
 * size class. The structures keep count of their own bytes with it, so that used_memory is known without a walk.
 */

const SMALL = 1024

const sizeClass = (n: number): number => {
  if (n <= 8) return 8
  if (n <= 128) return Math.ceil(n / 16) * 16
  // Four classes between each power of two and the next.
  let step = 32
  while (step * 8 < n) step *= 2
  return Math.ceil(n / step) * step
}

const small = Uint16Array.from({ length: SMALL + 1 }, (_, n) => sizeClass(n))

/** Bytes jemalloc gives for a request of `n` bytes: its size class. */
export const allocated = (n: number): number => (n <= SMALL ? small[n]! : sizeClass(n))

/** Longest text whose length fits the five bits of the smallest header, and the next ones (sds.h). */
const HEADER_5 = 32
const HEADER_8 = 256
const HEADER_16 = 65536

/** Bytes of an sds that holds `length` bytes: header by length, text, NUL, as allocated. */
export const sdsBytes = (length: number, smallHeader = true): number => {
  if (length < HEADER_5 && length > 0 && smallHeader) return small[length + 2]!
  const header = length < HEADER_8 ? 3 : length < HEADER_16 ? 5 : 9
  return allocated(header + length + 1)
}

/** Bytes of the array of a hash table with so many slots; none for a table that is not there. */
export const slotBytes = (slots: number): number => (slots === 0 ? 0 : allocated(8 * slots))
