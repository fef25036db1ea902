/**
 * What the allocator hands out and what Redis's structures take (64 bits, jemalloc with a quantum of 16
 * bytes; held against used_memory of redis-server 7.0.15). All sizes in bytes.
 */

/** Bytes jemalloc gives for a request of `n`: its size class. */
export const allocated = (n: number): number => {
  if (n <= 8) return 8
  if (n <= 128) return Math.ceil(n / 16) * 16
  // Four classes between each power of two and the next.
  let step = 32
  while (step * 8 < n) step *= 2
  return Math.ceil(n / step) * step
}

/** sds of `length` bytes: header by length, text, NUL. Keys, fields and members may have the smallest header. */
export const sdsBytes = (length: number, smallHeader = true): number => {
  const header = length < 32 && smallHeader ? 1 : length < 256 ? 3 : length < 65536 ? 5 : 9
  return allocated(header + length + 1)
}

/** struct redisObject, dictEntry, dict, quicklist, quicklistNode, zset, zskiplist with its head. */
export const OBJECT = 16
export const DICT_ENTRY = 32
export const DICT = 64
export const BUCKET = 8
export const QUICKLIST = 48
export const QUICKLIST_NODE = 32
export const ZSET = 16
export const SKIPLIST = 32 + 640
/** A skip list node has 24 bytes and 16 a level; with 1.33 levels on the average. */
export const SKIPLIST_NODE = 53

/** Buckets of a hash table that has grown to `n` entries. */
export const bucketsFor = (n: number): number => {
  let buckets = 4
  while (buckets < n) buckets *= 2
  return buckets
}
