import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import { bitAt, countBits, findBit, readBits, setBitAt, writeBits } from '../../src/structures/bits.ts'

const BYTES = 24

/** Random bytes, and the same as one text of zeros and ones. */
const randomBits = (random: RandomStream): { bytes: Uint8Array; text: string } => {
  const bytes = Uint8Array.from({ length: BYTES }, () =>
    random.below(3) === 0 ? random.below(256) : random.below(2) * 255,
  )
  return { bytes, text: textOf(bytes) }
}

const textOf = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(2).padStart(8, '0')).join('')

describe('bits of a byte array', () => {
  const random = new RandomStream('bits')

  it('are counted and found as in the text of zeros and ones', () => {
    for (let i = 0; i < 500; i++) {
      const { bytes, text } = randomBits(random)
      const from = random.below(BYTES * 8)
      const to = from + random.below(BYTES * 8 - from)
      const part = text.slice(from, to + 1)
      expect(countBits(bytes, from, to)).toBe(part.split('1').length - 1)
      for (const bit of [0, 1]) {
        const at = part.indexOf(String(bit))
        expect(findBit(bytes, bit, from, to)).toBe(at === -1 ? -1 : from + at)
      }
    }
  })

  it('are set one by one', () => {
    const { bytes, text } = randomBits(random)
    for (let i = 0; i < BYTES * 8; i++) expect(bitAt(bytes, i)).toBe(Number(text[i]))
    for (let i = 0; i < BYTES * 8; i++) setBitAt(bytes, i, i % 3 === 0 ? 1 : 0)
    expect(textOf(bytes)).toBe('100'.repeat(BYTES * 3).slice(0, BYTES * 8))
    expect(bitAt(bytes, BYTES * 8 + 5)).toBe(0)
  })

  it('are integers of any width at any place', () => {
    for (let i = 0; i < 500; i++) {
      const { bytes, text } = randomBits(random)
      const width = 1 + random.below(64)
      const offset = random.below(BYTES * 8 - width)
      expect(readBits(bytes, offset, width)).toBe(BigInt(`0b${text.slice(offset, offset + width)}`))
      const value = BigInt(random.below(2 ** 32)) * BigInt(random.below(2 ** 32))
      writeBits(bytes, offset, width, value)
      const digits = BigInt.asUintN(width, value).toString(2).padStart(width, '0')
      expect(textOf(bytes)).toBe(text.slice(0, offset) + digits + text.slice(offset + width))
    }
  })

  it('beyond the end are zeros', () => {
    expect(readBits(new Uint8Array([255]), 4, 8)).toBe(0b11110000n)
    expect(readBits(new Uint8Array(0), 100, 64)).toBe(0n)
  })
})
