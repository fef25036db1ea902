/**
 * Writes RDB (rdb.c, the rdbSave functions): lengths, strings and the opcodes between objects, into a buffer whose
 * finished bytes the caller takes whenever it likes. The checksum runs along.
 */
import { fromBytes } from '../../bytes/bytestrings.ts'
import { crc64 } from '../../bytes/crc64.ts'
import { parseInteger } from '../../bytes/integers.ts'
import { COMPRESS_FROM, Encoded, INTEGER_TEXT, LZF_GAIN, Opcode, RDB_MAGIC, RDB_VERSION } from './format.ts'
import { lzfCompress } from './lzf.ts'

/** Bytes of the first buffer. */
const ROOM = 1024
/** '9': no text of an integer begins with a greater byte. */
const NINE = 57

/** Where strings are compressed and doubles taken apart; never part of a state. */
let scratch = new Uint8Array(1 << 16)
const double = new DataView(new ArrayBuffer(8))

/** What a string may be given as: text, an integer Redis holds as one, or bytes. */
export type RdbString = string | number | bigint | Uint8Array

export interface RdbWriterOptions {
  /** rdbcompression: strings of more than 20 bytes are compressed if that saves more than 4 (default true). */
  readonly compress?: boolean
  /** rdbchecksum: false writes a checksum of 0 (default true). */
  readonly checksum?: boolean
}

export class RdbWriter {
  private buffer: Uint8Array
  private at = 0
  readonly compress: boolean
  readonly checksum: boolean
  /** CRC64 of the bytes taken so far. */
  private crc = 0n
  /** Bytes taken so far. */
  private taken = 0

  constructor({ compress = true, checksum = true }: RdbWriterOptions = {}) {
    this.buffer = new Uint8Array(ROOM)
    this.compress = compress
    this.checksum = checksum
  }

  /** Bytes written, those taken included. */
  get size(): number {
    return this.taken + this.at
  }

  /** Bytes written and not taken yet. */
  get pending(): number {
    return this.at
  }

  /** Makes room for `more` bytes. */
  private room(more: number): void {
    const needed = this.at + more
    if (needed <= this.buffer.length) return
    const grown = new Uint8Array(Math.max(needed, 2 * this.buffer.length))
    grown.set(this.buffer.subarray(0, this.at))
    this.buffer = grown
  }

  /** Takes the bytes written since the last time, as a byte string. */
  take(): string {
    const bytes = this.buffer.subarray(0, this.at)
    if (this.checksum) this.crc = crc64(bytes, this.crc)
    this.taken += this.at
    const text = fromBytes(bytes)
    this.at = 0
    return text
  }

  // ---- bytes ------------------------------------------------------------------------------------

  byte(value: number): void {
    if (this.at === this.buffer.length) this.room(1)
    this.buffer[this.at++] = value
  }

  /** The bytes of a byte string as they are. */
  raw(text: string): void {
    const { length } = text
    this.room(length)
    const { buffer } = this
    let { at } = this
    for (let i = 0; i < length; i++) buffer[at++] = text.charCodeAt(i)
    this.at = at
  }

  bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.buffer.set(bytes, this.at)
    this.at += bytes.length
  }

  /** A length or another unsigned 64-bit number (rdbSaveLen); a negative one is taken modulo 2^64. */
  length(value: number | bigint): void {
    if (typeof value === 'bigint' || value > 0xffffffff || value < 0) {
      this.longLength(value)
      return
    }
    this.room(5)
    const { buffer } = this
    if (value < 64) {
      buffer[this.at++] = value
    } else if (value < 16384) {
      buffer[this.at++] = 0x40 | (value >>> 8)
      buffer[this.at++] = value
    } else {
      buffer[this.at++] = 0x80
      buffer[this.at++] = value >>> 24
      buffer[this.at++] = value >>> 16
      buffer[this.at++] = value >>> 8
      buffer[this.at++] = value
    }
  }

  private longLength(value: number | bigint): void {
    const exact = BigInt.asUintN(64, BigInt(value))
    if (exact <= 0xffffffffn) {
      this.length(Number(exact))
      return
    }
    this.byte(0x81)
    for (let shift = 56n; shift >= 0n; shift -= 8n) this.byte(Number((exact >> shift) & 255n))
  }

  /** A signed 64-bit integer, little endian: a Unix time in ms (rdbSaveMillisecondTime). */
  milliseconds(value: number | bigint): void {
    this.room(8)
    const { buffer } = this
    if (typeof value === 'number' && value >= 0) {
      let low = value % 0x100000000
      let high = Math.floor(value / 0x100000000)
      for (let i = 0; i < 4; i++, low = Math.floor(low / 256)) buffer[this.at++] = low
      for (let i = 0; i < 4; i++, high = Math.floor(high / 256)) buffer[this.at++] = high
      return
    }
    let rest = BigInt.asUintN(64, BigInt(value))
    for (let i = 0; i < 8; i++, rest >>= 8n) buffer[this.at++] = Number(rest & 255n)
  }

  /** A double as its 8 bytes, little endian (rdbSaveBinaryDoubleValue). */
  double(value: number): void {
    double.setFloat64(0, value, true)
    for (let i = 0; i < 8; i++) this.byte(double.getUint8(i))
  }

  // ---- strings ----------------------------------------------------------------------------------

  /** A string, as an integer or compressed where that is shorter (rdbSaveRawString). */
  string(value: RdbString): void {
    if (typeof value === 'string') this.text(value)
    else if (value instanceof Uint8Array) this.blob(value)
    else if (!this.integer(value)) this.text(String(value))
  }

  private text(text: string): void {
    const { length } = text
    if (length <= INTEGER_TEXT && text.charCodeAt(0) <= NINE) {
      const value = parseInteger(text)
      if (value !== undefined && this.integer(value)) return
    }
    if (this.compress && length >= COMPRESS_FROM) {
      const input = this.scratchFor(length)
      for (let i = 0; i < length; i++) input[i] = text.charCodeAt(i)
      if (this.packed(input, length)) return
    }
    this.length(length)
    this.raw(text)
  }

  private blob(bytes: Uint8Array): void {
    const { length } = bytes
    if (length < COMPRESS_FROM) {
      this.text(fromBytes(bytes))
      return
    }
    if (this.compress) {
      this.scratchFor(length).set(bytes)
      if (this.packed(scratch, length)) return
    }
    this.length(length)
    this.bytes(bytes)
  }

  /** An integer of at most 32 bits; false, and nothing is written, for a larger one (rdbEncodeInteger). */
  private integer(value: number | bigint): boolean {
    if (value < -2147483648 || value > 2147483647) return false
    const n = Number(value)
    this.room(5)
    const { buffer } = this
    if (n >= -128 && n <= 127) {
      buffer[this.at++] = 0xc0 | Encoded.int8
    } else if (n >= -32768 && n <= 32767) {
      buffer[this.at++] = 0xc0 | Encoded.int16
      buffer[this.at++] = n
      buffer[this.at++] = n >> 8
      return true
    } else {
      buffer[this.at++] = 0xc0 | Encoded.int32
      buffer[this.at++] = n
      buffer[this.at++] = n >> 8
      buffer[this.at++] = n >> 16
      buffer[this.at++] = n >> 24
      return true
    }
    buffer[this.at++] = n
    return true
  }

  /** Room for a string and for its packed form. */
  private scratchFor(length: number): Uint8Array {
    if (scratch.length < 2 * length) scratch = new Uint8Array(4 * length)
    return scratch
  }

  /** Writes the first `length` bytes of the scratch buffer compressed; false when that saves too little. */
  private packed(input: Uint8Array, length: number): boolean {
    const output = input.subarray(length)
    const size = lzfCompress(input, 0, length, output, length - LZF_GAIN)
    if (size === 0) return false
    this.packedBlob(output.subarray(0, size), length)
    return true
  }

  /**
   * A string Redis holds compressed already, as nodes within a long list: it is written so whatever `compress` says,
   * if it has at least 48 bytes and that saves more than 8 (quicklist.c).
   */
  compressed(text: string): void {
    const { length } = text
    if (this.compress || length < 48) {
      this.text(text)
      return
    }
    const input = this.scratchFor(length)
    for (let i = 0; i < length; i++) input[i] = text.charCodeAt(i)
    const output = input.subarray(length)
    const size = lzfCompress(input, 0, length, output, length)
    if (size === 0 || size + 8 >= length) this.text(text)
    else this.packedBlob(output.subarray(0, size), length)
  }

  /** A string that is compressed already, from `length` bytes (rdbSaveLzfBlob). */
  packedBlob(packed: Uint8Array, length: number): void {
    this.byte(0xc0 | Encoded.lzf)
    this.length(packed.length)
    this.length(length)
    this.bytes(packed)
  }

  // ---- opcodes ----------------------------------------------------------------------------------

  /** What a file begins with. */
  header(): void {
    this.raw(RDB_MAGIC + String(RDB_VERSION).padStart(4, '0'))
  }

  aux(name: string, value: string | number | bigint): void {
    this.byte(Opcode.aux)
    this.string(name)
    this.string(String(value))
  }

  /** The code of a library of functions. */
  function(code: string): void {
    this.byte(Opcode.function2)
    this.string(code)
  }

  /** The keys that follow belong to this database, which has so many of them, and so many with an expiry. */
  database(id: number, keys: number, expires: number): void {
    this.byte(Opcode.selectDb)
    this.length(id)
    this.byte(Opcode.resizeDb)
    this.length(keys)
    this.length(expires)
  }

  /** When the key that follows expires, Unix ms. */
  expiry(at: number | bigint): void {
    this.byte(Opcode.expireTimeMs)
    this.milliseconds(at)
  }

  /** For how many seconds nobody has used the key that follows. */
  idle(seconds: number): void {
    this.byte(Opcode.idle)
    this.length(seconds)
  }

  /** How often the key that follows was used: the logarithmic counter of LFU, 0 to 255. */
  frequency(counter: number): void {
    this.byte(Opcode.freq)
    this.byte(counter)
  }

  /** What a file ends with. Answers what had not been taken, the checksum included. */
  finish(): string {
    this.byte(Opcode.eof)
    const rest = this.take()
    const { crc } = this
    this.milliseconds(this.checksum ? crc : 0)
    return rest + this.take()
  }
}

/** The bytes of a 64-bit checksum, little endian. */
export const checksumBytes = (crc: bigint): string => {
  let out = ''
  for (let shift = 0n; shift < 64n; shift += 8n) out += String.fromCharCode(Number((crc >> shift) & 255n))
  return out
}
