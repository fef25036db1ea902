/**
 * The longest common subsequence of two byte strings (t_string.c: lcsCommand). Redis keeps the whole table of
 * lengths; here two rows of it and one bit for each cell, which way the walk back goes, answer the same.
 */
import { fromBytes } from '../../../../bytes/bytestrings.ts'

/** A run of bytes that follow each other in both strings. */
export interface CommonRange {
  /** Index of its first byte in the first and in the second string. */
  readonly a: number
  readonly b: number
  readonly length: number
}

export interface CommonSubsequence {
  readonly length: number
  /** The bytes; empty unless asked for. */
  readonly text: string
  /** From the last to the first; empty unless asked for. */
  readonly ranges: readonly CommonRange[]
}

/** `walk`: also the bytes and ranges, not only the length. */
export const commonSubsequence = (a: Uint8Array, b: Uint8Array, walk: boolean): CommonSubsequence => {
  const upward = walk ? new Uint8Array(Math.ceil((a.length * b.length) / 8)) : undefined
  const length = fillTable(a, b, upward)
  return upward === undefined ? { length, text: '', ranges: [] } : walkBack(a, b, length, upward)
}

/** The length; sets the bit of each cell whose walk back goes to the row above. */
const fillTable = (a: Uint8Array, b: Uint8Array, upward: Uint8Array | undefined): number => {
  const width = b.length
  let above = new Uint32Array(width + 1)
  let row = new Uint32Array(width + 1)
  for (let i = 0; i < a.length; i++) {
    const byte = a[i]
    for (let j = 0; j < width; j++) {
      if (b[j] === byte) {
        row[j + 1] = above[j]! + 1
        continue
      }
      const up = above[j + 1]!
      const left = row[j]!
      row[j + 1] = up > left ? up : left
      if (upward !== undefined && up > left) setBit(upward, i * width + j)
    }
    const swap = above
    above = row
    row = swap
  }
  return above[width]!
}

const setBit = (bits: Uint8Array, index: number): void => {
  const at = Math.floor(index / 8)
  bits[at] = bits[at]! | (1 << (index % 8))
}

const hasBit = (bits: Uint8Array, index: number): boolean =>
  (bits[Math.floor(index / 8)]! & (1 << (index % 8))) !== 0

const walkBack = (a: Uint8Array, b: Uint8Array, length: number, upward: Uint8Array): CommonSubsequence => {
  const bytes = new Uint8Array(length)
  const ranges: CommonRange[] = []
  let left = length
  let run = 0
  let i = a.length
  let j = b.length
  while (i > 0 && j > 0) {
    if (a[i - 1] === b[j - 1]) {
      bytes[--left] = a[--i]!
      j--
      run++
      if (i > 0 && j > 0) continue
    }
    if (run > 0) ranges.push({ a: i, b: j, length: run })
    run = 0
    if (i === 0 || j === 0) break
    if (hasBit(upward, (i - 1) * b.length + j - 1)) i--
    else j--
  }
  return { length, text: fromBytes(bytes), ranges }
}
