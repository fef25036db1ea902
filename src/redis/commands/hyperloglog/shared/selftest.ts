/** PFSELFTEST: whether registers and estimates are what they should be (hyperloglog.c, pfselftestCommand). */
import { denseGet, denseSet, HyperLogLog, REGISTERS } from '../../../../structures/hyperloglog.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { CommandError } from '../../../command/errors.ts'

const REGISTER_CYCLES = 1000
const ELEMENTS = 10_000_000
/** Elements that cost as much as one visit: the real server takes 1.5 s for all. */
const ELEMENTS_PER_VISIT = 0.7

const failed = (what: string): CommandError => errors.text(`ERR TESTFAILED ${what}`)

/** A dense one without elements. */
const emptyDense = (): HyperLogLog => {
  const hll = HyperLogLog.empty()
  hll.toDense()
  return hll
}

/** Registers keep what is written to them and leave their neighbours alone. */
const testRegisters = (client: Client, { bytes }: HyperLogLog): void => {
  const { random } = client.server.system
  const expected = new Uint8Array(REGISTERS)
  for (let cycle = 0; cycle < REGISTER_CYCLES; cycle++) {
    for (let i = 0; i < REGISTERS; i++) {
      expected[i] = random.below(64)
      denseSet(bytes, i, expected[i]!)
    }
    for (let i = 0; i < REGISTERS; i++) {
      const value = denseGet(bytes, i)
      if (value !== expected[i]) throw failed(`Register ${i} should be ${expected[i]} but is ${value}`)
    }
  }
}

/** Both encodings agree after so many elements, and are not too far off. */
const check = (dense: HyperLogLog, sparse: HyperLogLog, elements: number, maxBytes: number): void => {
  if (elements < maxBytes / 2 && !sparse.isSparse) throw failed('sparse encoding not used')
  const card = dense.count()
  if (card !== sparse.count()) throw failed('dense/sparse disagree')
  const allowed = elements === 10 ? 1 : Math.ceil((1.04 / Math.sqrt(REGISTERS)) * 6 * elements)
  const off = Math.abs(elements - Number(card))
  if (off > allowed) throw failed(`Too big error. card:${elements} abserr:${off}`)
}

/** The lower half of an element, four bytes: numbers from 1 on, scrambled by a random one. */
const wordText = (word: number): string =>
  String.fromCharCode(word & 255, (word >> 8) & 255, (word >> 16) & 255, word >>> 24)

const testEstimates = (client: Client, dense: HyperLogLog): void => {
  const { config, system } = client.server
  const maxBytes = config.values.hllSparseMaxBytes
  const sparse = HyperLogLog.empty()
  const low = system.random.below(2 ** 32)
  const high = wordText(system.random.below(2 ** 32))
  for (let j = 1, checkpoint = 1; j <= ELEMENTS; j++) {
    const element = wordText(j ^ low) + high
    dense.add(element, maxBytes)
    sparse.add(element, maxBytes)
    if (j !== checkpoint) continue
    check(dense, sparse, j, maxBytes)
    checkpoint *= 10
  }
}

/** Replies OK, or with what is wrong. */
export const selfTest = (client: Client): void => {
  testRegisters(client, emptyDense())
  testEstimates(client, emptyDense())
  client.work(ELEMENTS / ELEMENTS_PER_VISIT)
  client.reply.ok()
}
