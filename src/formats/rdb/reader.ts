/** Reads RDB (rdb.c, the rdbLoad functions) from a byte string. Whatever is wrong is thrown as an RdbFailure. */
import { flatten, fromBytes } from '../../bytes/bytestrings.ts'
import { Encoded } from './format.ts'
import { RdbFailure } from './failure.ts'
import { lzfDecompress } from './lzf.ts'

const double = new DataView(new ArrayBuffer(8))
/** 2^32 and the first integer a number does not hold exactly any more, over it. */
const HIGH = 0x100000000
const SAFE_HIGH = 0x200000

export class RdbReader {
  readonly text: string
  /** The next byte. */
  at: number
  readonly end: number

  constructor(text: string, from = 0, end = text.length) {
    this.text = text
    this.at = from
    this.end = end
  }

  byte(): number {
    if (this.at >= this.end) throw new RdbFailure()
    return this.text.charCodeAt(this.at++)
  }

  /** `count` bytes as they are. */
  raw(count: number): string {
    const { at } = this
    if (count > this.end - at) throw new RdbFailure()
    this.at = at + count
    return flatten(this.text.slice(at, at + count))
  }

  private bigEndian(): number {
    if (this.end - this.at < 4) throw new RdbFailure()
    return this.byte() * 0x1000000 + ((this.byte() << 16) | (this.byte() << 8) | this.byte())
  }

  private littleEndian(): number {
    if (this.end - this.at < 4) throw new RdbFailure()
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16)) + this.byte() * 0x1000000
  }

  /** A 32-bit signed integer, little endian: a Unix time in seconds (rdbLoadTime). */
  seconds(): number {
    return this.littleEndian() | 0
  }

  /** A 64-bit signed integer, little endian: a Unix time in ms (rdbLoadMillisecondTime). */
  milliseconds(): number | bigint {
    if (this.end - this.at < 8) throw new RdbFailure()
    const low = this.littleEndian()
    const high = this.littleEndian()
    if (high < SAFE_HIGH) return high * HIGH + low
    const exact = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low))
    return exact >= -9007199254740991n && exact <= 9007199254740991n ? Number(exact) : exact
  }

  /** An unsigned 64-bit integer, little endian: a checksum. */
  unsigned64(): bigint {
    if (this.end - this.at < 8) throw new RdbFailure()
    const low = this.littleEndian()
    return (BigInt(this.littleEndian()) << 32n) | BigInt(low)
  }

  /** 8 bytes, little endian (rdbLoadBinaryDoubleValue). */
  double(): number {
    if (this.end - this.at < 8) throw new RdbFailure()
    for (let i = 0; i < 8; i++) double.setUint8(i, this.byte())
    return double.getFloat64(0, true)
  }

  /** A double as text, of the first format of sorted sets (rdbLoadDoubleValue). */
  doubleText(): number {
    const length = this.byte()
    if (length === 255) return -Infinity
    if (length === 254) return Infinity
    if (length === 253) return NaN
    // Only the beginning has to be a number, for sscanf.
    const value = Number.parseFloat(this.raw(length))
    if (value !== value) throw new RdbFailure()
    return value
  }

  /** A length or another unsigned 64-bit number (rdbLoadLen): a bigint where a number would not be exact. */
  length(): number | bigint {
    const first = this.byte()
    const kind = first >> 6
    if (kind === 0 || kind === 3) return first & 63
    return this.longLength(first)
  }

  /** The length begun by a byte whose upper two bits are 01 or 10. */
  private longLength(first: number): number | bigint {
    if (first < 0x80) return ((first & 63) << 8) | this.byte()
    if (first === 0x80) return this.bigEndian()
    if (first !== 0x81) {
      throw new RdbFailure(`Unknown length encoding ${first >> 6} in rdbLoadLen()`, 236)
    }
    if (this.end - this.at < 8) throw new RdbFailure()
    const high = this.bigEndian()
    const low = this.bigEndian()
    return high < SAFE_HIGH ? high * HIGH + low : (BigInt(high) << 32n) | BigInt(low)
  }

  /** How many things follow: beyond 2^53 nobody counts. */
  count(): number {
    return Number(this.length())
  }

  /** A string (rdbGenericLoadStringObject). */
  string(): string {
    const first = this.byte()
    const kind = first >> 6
    if (kind === 3) return this.encoded(first & 63)
    const length = kind === 0 ? first : Number(this.longLength(first))
    return this.raw(length)
  }

  private encoded(encoding: number): string {
    switch (encoding) {
      case Encoded.int8:
        return String((this.byte() << 24) >> 24)
      case Encoded.int16: {
        if (this.end - this.at < 2) throw new RdbFailure()
        return String(((this.byte() | (this.byte() << 8)) << 16) >> 16)
      }
      case Encoded.int32:
        return String(this.littleEndian() | 0)
      case Encoded.lzf:
        return this.packed()
      default:
        throw new RdbFailure(`Unknown RDB string encoding type ${encoding}`, 529)
    }
  }

  private packed(): string {
    const size = this.count()
    const length = this.count()
    const { at } = this
    if (size > this.end - at) throw new RdbFailure()
    this.at = at + size
    const bytes = lzfDecompress(this.text, at, at + size, length)
    if (bytes === undefined) throw new RdbFailure('Invalid LZF compressed string', 413)
    return fromBytes(bytes)
  }
}
