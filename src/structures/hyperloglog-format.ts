/**
 * HyperLogLog as Redis keeps it in a string (hyperloglog.c): 16 bytes of header, then 16,384 registers of 6 bits,
 * either packed (dense) or as runs (sparse). A register has the longest run of zeros, plus one, that the hashes of
 * its elements began with.
 *
 * Header: `HYLL`, the encoding (0 dense, 1 sparse), three zero bytes, the last estimate in 8 bytes, lowest first. The
 * highest bit of the last of these says that the estimate is out of date.
 */
export const REGISTERS = 16384
export const HEADER = 16
/** Encodings. */
export const DENSE = 0
export const SPARSE = 1
export const DENSE_SIZE = HEADER + (REGISTERS * 6) / 8

/** Whether the bytes look like a HyperLogLog: the runs of a sparse one are not examined (isHLLObjectOrReply). */
export const isHyperLogLog = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER &&
  bytes[0] === 0x48 &&
  bytes[1] === 0x59 &&
  bytes[2] === 0x4c &&
  bytes[3] === 0x4c &&
  (bytes[4] === SPARSE || (bytes[4] === DENSE && bytes.length === DENSE_SIZE))
