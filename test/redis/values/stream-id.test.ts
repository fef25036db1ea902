import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeInteger, UINT64_MAX } from '../../../src/bytes/integers.ts'
import type { StreamId } from '../../../src/redis/values/stream-id.ts'
import {
  compareIds,
  decodeId,
  delta,
  encodeId,
  idText,
  MAX_ID,
  MIN_ID,
  nextId,
  previousId,
  readId,
  undelta,
} from '../../../src/redis/values/stream-id.ts'

const edges = [
  0n,
  1n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n,
  UINT64_MAX - 1n,
  UINT64_MAX,
]
const half = fc
  .oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: UINT64_MAX }), fc.nat().map(BigInt))
  .map(normalizeInteger)
const anyId: fc.Arbitrary<StreamId> = fc.record({ ms: half, seq: half })

const whole = ({ ms, seq }: StreamId): bigint => (BigInt(ms) << 64n) | BigInt(seq)

describe('stream ids', () => {
  it('compare as the 128-bit numbers they are, encoded and not', () => {
    fc.assert(
      fc.property(anyId, anyId, (a, b) => {
        const difference = whole(a) - whole(b)
        const sign = difference === 0n ? 0 : difference < 0n ? -1 : 1
        expect(compareIds(a, b)).toBe(sign)
        const [x, y] = [encodeId(a), encodeId(b)]
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(sign)
      }),
    )
  })

  it('survive encoding and text', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(encodeId(id)).toHaveLength(16)
        expect(decodeId(encodeId(id))).toEqual(id)
        expect(readId(idText(id))).toEqual({ ...id, seqGiven: true })
      }),
    )
  })

  it('have neighbours', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const next = nextId(id)
        const previous = previousId(id)
        expect(next === undefined ? undefined : whole(next) - whole(id)).toBe(
          compareIds(id, MAX_ID) === 0 ? undefined : 1n,
        )
        expect(previous === undefined ? undefined : whole(id) - whole(previous)).toBe(
          compareIds(id, MIN_ID) === 0 ? undefined : 1n,
        )
        if (next !== undefined) expect(previousId(next)).toEqual(id)
      }),
    )
  })

  it('are differences of their parts and back', () => {
    fc.assert(
      fc.property(half, half, (a, b) => {
        const difference = delta(a, b)
        expect(BigInt(difference)).toBe(BigInt.asIntN(64, BigInt(a) - BigInt(b)))
        expect(undelta(b, difference)).toBe(a)
      }),
    )
  })

  it('leave parts out', () => {
    expect(readId('5')).toEqual({ ms: 5, seq: 0, seqGiven: true })
    expect(readId('5', { missingSeq: UINT64_MAX })).toEqual({ ms: 5, seq: UINT64_MAX, seqGiven: true })
    expect(readId('5-*', { star: true })).toEqual({ ms: 5, seq: 0, seqGiven: false })
    expect(readId('+', { ends: true })).toMatchObject(MAX_ID)
    for (const text of ['5-*', '+', '-', '', '5-', '-5', '1-2-3', '18446744073709551616']) {
      expect(readId(text)).toBe(undefined)
    }
  })
})
