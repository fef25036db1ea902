/**
 * What the allocator hands out and what Redis's structures take (64 bits, jemalloc with a quantum of 16
 * bytes; held against used_memory of redis-server 7.0.15). All sizes in bytes.
 */

export { allocated, sdsBytes, slotBytes } from '../../structures/allocated.ts'

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
