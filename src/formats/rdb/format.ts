/** The numbers of the RDB format, version 10 (rdb.h of 7.0). */

/** What redis-server 7.0 writes; it reads all versions up to this one. */
export const RDB_VERSION = 10
export const RDB_MAGIC = 'REDIS'
/** Bytes before the first opcode: REDIS and four digits. */
export const RDB_HEADER = 9

/** What stands between objects (RDB_OPCODE_…). */
export const Opcode = {
  function2: 245,
  functionBeforeGa: 246,
  moduleAux: 247,
  idle: 248,
  freq: 249,
  aux: 250,
  resizeDb: 251,
  expireTimeMs: 252,
  expireTime: 253,
  selectDb: 254,
  eof: 255,
} as const

/** The types of objects, by how they are written (RDB_TYPE_…). */
export const RdbType = {
  string: 0,
  list: 1,
  set: 2,
  zset: 3,
  hash: 4,
  zset2: 5,
  module: 6,
  module2: 7,
  hashZipmap: 9,
  listZiplist: 10,
  setIntset: 11,
  zsetZiplist: 12,
  hashZiplist: 13,
  listQuicklist: 14,
  streamListpacks: 15,
  hashListpack: 16,
  zsetListpack: 17,
  listQuicklist2: 18,
  streamListpacks2: 19,
} as const

/** rdbIsObjectType. */
export const isObjectType = (type: number): boolean => (type >= 0 && type <= 7) || (type >= 9 && type <= 19)

/** How a length says that something else follows (the upper two bits are set). */
export const Encoded = { int8: 0, int16: 1, int32: 2, lzf: 3 } as const

/** A node of a list: one large element, or a listpack (QUICKLIST_NODE_CONTAINER_…). */
export const Container = { plain: 1, packed: 2 } as const

/** Strings of more bytes are compressed where that saves something. */
export const COMPRESS_FROM = 21
/** The longest text that may be written as an integer. */
export const INTEGER_TEXT = 11
/** Bytes of a compressed string must be less than those of the string by this. */
export const LZF_GAIN = 4
