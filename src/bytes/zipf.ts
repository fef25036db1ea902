/**
 * Zipf's law: the key of rank r is asked for in proportion to 1 / r^skew, as articles, products and words are. Only
 * sqrt and the four operations, so that every engine draws the same ranks.
 */
import type { RandomStream } from './random.ts'

/** Binary digits of the exponent's fraction that count. */
const FRACTION_BITS = 24
/** Popular keys are no neighbours by name: rank r is key r × SPREAD. Prime, and no divisor of round numbers. */
const SPREAD = 7919

/** x^exponent for x above 0 and an exponent from 0 on, to about seven digits. */
const power = (x: number, exponent: number): number => {
  let whole = Math.floor(exponent)
  let fraction = exponent - whole
  let result = 1
  for (; whole > 0; whole--) result *= x
  let root = x
  for (let bit = 0; bit < FRACTION_BITS && fraction > 0; bit++) {
    root = Math.sqrt(root)
    fraction *= 2
    if (fraction >= 1) {
      result *= root
      fraction -= 1
    }
  }
  return result
}

/** Cumulative popularity by rank; pure functions of their arguments, remembered since they are slow to make. */
const tables = new Map<string, Float64Array>()

const popularity = (keys: number, skew: number): Float64Array => {
  const name = `${keys} ${skew}`
  let table = tables.get(name)
  if (table === undefined) {
    table = new Float64Array(keys)
    let sum = 0
    for (let rank = 0; rank < keys; rank++) {
      sum += 1 / power(rank + 1, skew)
      table[rank] = sum
    }
    tables.set(name, table)
  }
  return table
}

/** A rank from 0 (the most popular) to keys - 1. A skew of 0 draws all alike. */
export const drawRank = (random: RandomStream, keys: number, skew: number): number => {
  const table = popularity(keys, skew)
  const x = random.float() * table[keys - 1]!
  let low = 0
  let high = keys - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (table[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the key of a rank: neighbours in popularity are no neighbours by name. */
export const keyOfRank = (rank: number, keys: number): number => (rank * SPREAD) % keys
