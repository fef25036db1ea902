/** A HyperLogLog read from its bytes: registers, encoding, estimate. */
import { toBytes } from '../../bytes/bytestrings.ts'
import { countRegisters, HyperLogLog, isHyperLogLog, REGISTERS } from '../../structures/hyperloglog.ts'
import type { KeyState } from '../../redis/server/events.ts'

export interface Sketch {
  readonly dense: boolean
  /** Of the whole string. */
  readonly bytes: number
  /** `hll-sparse-max-bytes`. */
  readonly sparseMax: number
  /** A byte each. */
  readonly registers: Uint8Array
  /** Registers that are not 0, and the highest value. */
  readonly filled: number
  readonly highest: number
  /** What PFCOUNT replies. */
  readonly estimate: number
  /** Runs of the sparse form. */
  readonly runs: number
}

/** The HyperLogLog a key holds; undefined when it holds none, or one whose runs make no sense. */
export const sketchOf = (value: KeyState): Sketch | undefined => {
  const { structure } = value
  if (structure?.kind !== 'hll') return undefined
  const bytes = toBytes(structure.bytes)
  if (!isHyperLogLog(bytes)) return undefined
  const hll = new HyperLogLog(bytes)
  const registers = new Uint8Array(REGISTERS)
  if (!hll.mergeInto(registers)) return undefined
  let [filled, highest] = [0, 0]
  for (const register of registers) {
    if (register > 0) filled++
    if (register > highest) highest = register
  }
  return {
    dense: !hll.isSparse,
    bytes: bytes.length,
    sparseMax: structure.sparseMax,
    registers,
    filled,
    highest,
    estimate: Number(countRegisters(registers)),
    runs: hll.isSparse ? hll.runsText().split(' ').length : 0,
  }
}

/** Whether a value's HyperLogLog is packed; undefined when it is none. */
export const isDense = ({ structure }: KeyState): boolean | undefined =>
  structure?.kind === 'hll' ? structure.bytes.charCodeAt(4) === 0 : undefined
