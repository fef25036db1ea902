import type { Dict, DictEntry, Table } from './dict.ts'

/** Longest chain told apart; longer ones share the last line (DICT_STATS_VECTLEN). */
const VECTOR_LENGTH = 50

/** Two decimals with ties to even, as printf("%.02f") prints the exact value of a 32-bit float. */
const twoDecimals = (value: number): string => {
  const hundredths = Math.fround(value) * 100
  let rounded = Math.floor(hundredths)
  const rest = hundredths - rounded
  if (rest > 0.5 || (rest === 0.5 && rounded % 2 === 1)) rounded++
  return `${Math.floor(rounded / 100)}.${String(rounded % 100).padStart(2, '0')}`
}

const chainLength = (head: DictEntry | null): number => {
  let length = 0
  for (let entry = head; entry !== null; entry = entry.next) length++
  return length
}

const tableStats = (table: Table<DictEntry>, used: number, index: number): string => {
  const title = `Hash table ${index} stats (${index === 0 ? 'main hash table' : 'rehashing target'}):\n`
  if (used === 0) return `${title}No stats available for empty dictionaries\n`
  const distribution = new Array<number>(VECTOR_LENGTH).fill(0)
  let slots = 0
  let longest = 0
  let total = 0
  for (const head of table) {
    const length = chainLength(head)
    const line = Math.min(length, VECTOR_LENGTH - 1)
    distribution[line] = (distribution[line] ?? 0) + 1
    if (length === 0) continue
    slots++
    total += length
    if (length > longest) longest = length
  }
  const lines = distribution.map((count, length) => {
    const share = twoDecimals((count / table.length) * 100)
    return count === 0
      ? ''
      : `   ${length === VECTOR_LENGTH - 1 ? '>= ' : ''}${length}: ${count} (${share}%)\n`
  })
  return (
    `${title} table size: ${table.length}\n number of elements: ${used}\n different slots: ${slots}\n` +
    ` max chain length: ${longest}\n avg chain length (counted): ${twoDecimals(total / slots)}\n` +
    ` avg chain length (computed): ${twoDecimals(used / slots)}\n Chain length distribution:\n${lines.join('')}`
  )
}

/** The text of DEBUG HTSTATS-KEY for a dict, one part per table (dictGetStats in dict.c). */
export const dictStats = <E extends DictEntry>(dict: Dict<E>): string =>
  tableStats(dict.table0, dict.used0, 0) + (dict.rehashing ? tableStats(dict.table1, dict.used1, 1) : '')
