import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBytes } from '../../../src/bytes/bytestrings.ts'
import { crc64 } from '../../../src/bytes/crc64.ts'
import { RdbFailure } from '../../../src/formats/rdb/failure.ts'
import { readIntset, readListpack, readZiplist, readZipmap } from '../../../src/formats/rdb/packed.ts'
import { RdbReader } from '../../../src/formats/rdb/reader.ts'
import { checksumBytes, RdbWriter } from '../../../src/formats/rdb/writer.ts'
import { IntSet } from '../../../src/structures/intset.ts'
import { Listpack } from '../../../src/structures/listpack.ts'

const byteString = fc.uint8Array({ maxLength: 300 }).map((bytes) => fromBytes(bytes))
const word = fc.oneof(
  byteString,
  fc.maxSafeInteger().map(String),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
)

/** What is read of what was written. */
const through = <T>(write: (writer: RdbWriter) => void, read: (reader: RdbReader) => T): T => {
  const writer = new RdbWriter({ compress: true })
  write(writer)
  const reader = new RdbReader(writer.take())
  const value = read(reader)
  expect(reader.at).toBe(reader.end)
  return value
}

const safe = (n: bigint): number | bigint => (n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n)

describe('what is written is read again', () => {
  it('lengths up to 64 bits', () => {
    for (const n of [
      0n,
      63n,
      64n,
      16383n,
      16384n,
      2n ** 32n - 1n,
      2n ** 32n,
      2n ** 53n - 1n,
      2n ** 53n,
      2n ** 64n - 1n,
    ]) {
      expect(
        through(
          (w) => w.length(safe(n)),
          (r) => r.length(),
        ),
      ).toBe(safe(n))
    }
    expect(
      through(
        (w) => w.length(-1),
        (r) => r.length(),
      ),
    ).toBe(2n ** 64n - 1n)
  })

  it('times in ms', () => {
    for (const n of [0, 1, 2 ** 40, Number.MAX_SAFE_INTEGER, -1, -(2 ** 40), 2n ** 63n - 1n, -(2n ** 63n)]) {
      expect(
        through(
          (w) => w.milliseconds(n),
          (r) => r.milliseconds(),
        ),
      ).toBe(n)
    }
  })

  it('doubles', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        expect(
          through(
            (w) => w.double(x),
            (r) => r.double(),
          ),
        ).toBe(x)
      }),
    )
  })

  it('strings, as integers and compressed ones', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 20 }), (text, times) => {
        expect(
          through(
            (w) => w.string(text.repeat(times)),
            (r) => r.string(),
          ),
        ).toBe(text.repeat(times))
      }),
    )
    for (const n of [0, -128, 127, 128, -32768, 32768, -2147483648, 2147483647, 2147483648, 2n ** 63n - 1n]) {
      expect(
        through(
          (w) => w.string(n),
          (r) => r.string(),
        ),
      ).toBe(String(n))
    }
    const bytes = new Uint8Array(5000).map((_, i) => i % 7)
    expect(
      through(
        (w) => w.string(bytes),
        (r) => r.string(),
      ),
    ).toBe(fromBytes(bytes))
  })

  it('listpacks and intsets', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        expect(readListpack(Listpack.of(words).encode())).toEqual(words)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 }),
        (numbers) => {
          const set = new IntSet()
          for (const n of numbers)
            set.add(BigInt(Number(n)) === n && Number.isSafeInteger(Number(n)) ? Number(n) : n)
          expect(readIntset(set.encode())).toEqual({ width: set.encoding, values: set.values })
        },
      ),
    )
  })
})

describe('the checksum', () => {
  it('covers everything, however it was taken', () => {
    const writer = new RdbWriter()
    writer.header()
    let file = writer.take()
    for (let i = 0; i < 1000; i++) {
      writer.string(`a string ${i}`)
      if (i % 7 === 0) file += writer.take()
    }
    file += writer.finish()
    expect(checksumBytes(crc64(file.slice(0, -8)))).toBe(file.slice(-8))
  })

  it('is zero when it is switched off', () => {
    const writer = new RdbWriter({ checksum: false })
    writer.header()
    expect(writer.finish().slice(-9)).toBe('\xff' + '\0'.repeat(8))
  })
})

describe('what cannot be read', () => {
  it('is a failure, and nothing else is thrown', () => {
    const readers: ((r: RdbReader) => unknown)[] = [
      (r) => r.string(),
      (r) => r.length(),
      (r) => r.milliseconds(),
      (r) => r.double(),
      (r) => r.doubleText(),
      (r) => r.seconds(),
      (r) => r.unsigned64(),
    ]
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(readers.length - 1), (bytes, which) => {
        const reader = new RdbReader(fromBytes(bytes))
        try {
          for (let i = 0; i < 50; i++) readers[which]!(reader)
        } catch (error) {
          expect(error).toBeInstanceOf(RdbFailure)
        }
        expect(reader.at).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves the packed forms undefined', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = fromBytes(bytes)
        for (const read of [readListpack, readZiplist, readZipmap]) {
          const words = read(text)
          if (words !== undefined) expect(words.every((w) => typeof w === 'string')).toBe(true)
        }
        readIntset(text)
      }),
      { numRuns: 500 },
    )
  })

  it('finds every changed byte of a listpack that would change what it says', () => {
    const whole = Listpack.of(['a', '1', 'bcd', '-5', '70000', 'x'.repeat(70)]).encode()
    for (let at = 0; at < whole.length; at++) {
      const cut = whole.slice(0, at)
      expect(readListpack(cut)).toBeUndefined()
    }
  })
})
