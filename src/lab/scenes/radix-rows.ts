/** The nodes of a stream's radix tree, told each before its children, with the ids of those that hold a listpack. */
import type { RadixState } from '../../redis/introspection/structure-state.ts'

export interface RadixRow extends RadixState {
  /** The bytes before it on the way from the root: those of compressed nodes, one of each other one. */
  readonly way: string
  /** The id that ends here; undefined: none does. */
  readonly id: string | undefined
}

/** Milliseconds and number of an id of 16 bytes, highest first. */
const idOf = (bytes: string): string | undefined => {
  if (bytes.length !== 16) return undefined
  let [time, sequence] = [0n, 0n]
  for (let i = 0; i < 8; i++) {
    time = (time << 8n) | BigInt(bytes.charCodeAt(i))
    sequence = (sequence << 8n) | BigInt(bytes.charCodeAt(8 + i))
  }
  return `${time}-${sequence}`
}

export const radixRows = (nodes: readonly RadixState[]): RadixRow[] => {
  const above: { row: RadixRow; children: number }[] = []
  return nodes.map((node) => {
    above.length = node.depth
    const parent = above.at(-1)
    const step =
      parent === undefined
        ? ''
        : parent.row.compressed
          ? parent.row.bytes
          : parent.row.bytes[parent.children++]
    const way = (parent?.row.way ?? '') + (step ?? '')
    const row = { ...node, way, id: node.isKey ? idOf(way) : undefined }
    above.push({ row, children: 0 })
    return row
  })
}
