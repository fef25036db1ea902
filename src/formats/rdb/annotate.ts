/**
 * Names every byte of an RDB file, for people who look at it: what `rdb.c` reads, in the order it reads it. Damage
 * ends the names, not the reader: what can't be read any more is one last part.
 */
import { formatDouble } from '../../bytes/doubles.ts'
import { crc64 } from '../../bytes/crc64.ts'
import { Container, Encoded, isObjectType, Opcode, RDB_HEADER, RDB_MAGIC, RdbType } from './format.ts'
import { RdbFailure } from './failure.ts'
import { packedParts } from './annotate-packed.ts'
import { RdbReader } from './reader.ts'

/** What a range of bytes is; the words for them are the reader's. */
export type RdbPartName =
  | 'magic'
  | 'version'
  | 'opcode'
  | 'db'
  | 'keys'
  | 'expires'
  | 'expire-ms'
  | 'expire-s'
  | 'idle'
  | 'freq'
  | 'type'
  | 'length'
  | 'lzf'
  | 'aux-name'
  | 'aux-value'
  | 'function'
  | 'key'
  | 'value'
  | 'element'
  | 'field'
  | 'member'
  | 'score'
  | 'count'
  | 'container'
  | 'packed'
  | 'packed-header'
  | 'packed-entry'
  | 'packed-end'
  | 'stream-id'
  | 'number'
  | 'time'
  | 'group'
  | 'consumer'
  | 'module'
  | 'checksum'
  | 'rest'
  | 'damage'

export interface RdbPart {
  /** Byte offsets; `to` is behind the last byte. */
  readonly from: number
  readonly to: number
  readonly name: RdbPartName
  /** 0: of the file, 1: of a record, 2: within a value, 3: within a packed value. */
  readonly depth: number
  /** What the bytes say: text as a byte string, a number in digits, an opcode's or type's name. */
  readonly value?: string
  /** How a string is written where that is not plainly; `ok`, `off`, `wrong` for a checksum. */
  readonly how?: 'int8' | 'int16' | 'int32' | 'lzf' | 'ok' | 'off' | 'wrong'
}

const OPCODES: Readonly<Record<number, string>> = {
  [Opcode.function2]: 'FUNCTION2',
  [Opcode.functionBeforeGa]: 'FUNCTION_PRE_GA',
  [Opcode.moduleAux]: 'MODULE_AUX',
  [Opcode.idle]: 'IDLE',
  [Opcode.freq]: 'FREQ',
  [Opcode.aux]: 'AUX',
  [Opcode.resizeDb]: 'RESIZEDB',
  [Opcode.expireTimeMs]: 'EXPIRETIME_MS',
  [Opcode.expireTime]: 'EXPIRETIME',
  [Opcode.selectDb]: 'SELECTDB',
  [Opcode.eof]: 'EOF',
}

const TYPES: Readonly<Record<number, string>> = {
  [RdbType.string]: 'STRING',
  [RdbType.list]: 'LIST',
  [RdbType.set]: 'SET',
  [RdbType.zset]: 'ZSET',
  [RdbType.hash]: 'HASH',
  [RdbType.zset2]: 'ZSET_2',
  [RdbType.module]: 'MODULE',
  [RdbType.module2]: 'MODULE_2',
  [RdbType.hashZipmap]: 'HASH_ZIPMAP',
  [RdbType.listZiplist]: 'LIST_ZIPLIST',
  [RdbType.setIntset]: 'SET_INTSET',
  [RdbType.zsetZiplist]: 'ZSET_ZIPLIST',
  [RdbType.hashZiplist]: 'HASH_ZIPLIST',
  [RdbType.listQuicklist]: 'LIST_QUICKLIST',
  [RdbType.streamListpacks]: 'STREAM_LISTPACKS',
  [RdbType.hashListpack]: 'HASH_LISTPACK',
  [RdbType.zsetListpack]: 'ZSET_LISTPACK',
  [RdbType.listQuicklist2]: 'LIST_QUICKLIST_2',
  [RdbType.streamListpacks2]: 'STREAM_LISTPACKS_2',
}

/** Types whose value is one string that holds all elements. */
const PACKED: ReadonlySet<number> = new Set([
  RdbType.hashZipmap,
  RdbType.listZiplist,
  RdbType.setIntset,
  RdbType.zsetZiplist,
  RdbType.hashZiplist,
  RdbType.hashListpack,
  RdbType.zsetListpack,
])

const LISTPACKS: ReadonlySet<number> = new Set([RdbType.hashListpack, RdbType.zsetListpack])

const MODULE_SIGNED = 1
const MODULE_UNSIGNED = 2
const MODULE_FLOAT = 3
const MODULE_DOUBLE = 4
const MODULE_STRING = 5

/** What the bytes turned out not to be. */
class Stop {
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

/** Reads one record after the other, so that a large file can be named in pieces. */
export class RdbAnnotator {
  readonly text: string
  /** Grows with every `next`. */
  readonly parts: RdbPart[] = []
  private readonly reader: RdbReader
  private started = false
  private depth = 0
  /** Whether the last byte has its name. */
  ended = false
  /** Where the file's EOF and checksum end; undefined while they have not come. */
  end: number | undefined = undefined
  /** What is wrong, and where; undefined: nothing so far. */
  damage: { readonly at: number; readonly why: string } | undefined = undefined

  constructor(text: string) {
    this.text = text
    this.reader = new RdbReader(text)
  }

  /** Names the next record: the header, an opcode with what belongs to it, or a key with its value. */
  next(): void {
    if (this.ended) return
    try {
      if (!this.started) this.header()
      else this.record()
    } catch (error) {
      if (!(error instanceof RdbFailure || error instanceof Stop)) throw error
      this.broken(error instanceof Stop ? error.why : (error.text ?? ''))
    }
  }

  private broken(why: string): void {
    const from = this.parts.at(-1)?.to ?? 0
    this.damage = { at: from, why }
    this.depth = 0
    if (from < this.text.length) this.add('damage', from, why, this.text.length)
    this.ended = true
  }

  // ---- parts ------------------------------------------------------------------------------------

  private add(
    name: RdbPartName,
    from: number,
    value?: string,
    to = this.reader.at,
    how?: RdbPart['how'],
  ): void {
    const part = { from, to, name, depth: this.depth }
    this.parts.push({
      ...part,
      ...(value === undefined ? {} : { value }),
      ...(how === undefined ? {} : { how }),
    })
  }

  /** A number written as a length. */
  private count(name: RdbPartName): number {
    const from = this.reader.at
    const n = this.reader.length()
    this.add(name, from, String(n))
    return Number(n)
  }

  /** A string: its length, then its bytes; an integer or a compressed string as they are. */
  private string(name: RdbPartName): string {
    const { reader } = this
    const from = reader.at
    const first = reader.byte()
    if (first >> 6 === 3) return this.encoded(name, from, first & 63)
    reader.at = from
    const length = reader.count()
    this.add('length', from, String(length))
    const start = reader.at
    const value = reader.raw(length)
    this.add(name, start, value)
    return value
  }

  private encoded(name: RdbPartName, from: number, encoding: number): string {
    const { reader } = this
    if (encoding === Encoded.lzf) {
      const size = reader.count()
      const length = reader.count()
      this.add('lzf', from, `${size} ${length}`)
      const start = reader.at
      reader.at = from
      const value = reader.string()
      this.add(name, start, value, reader.at, 'lzf')
      return value
    }
    reader.at = from
    const value = reader.string()
    const how = encoding === Encoded.int8 ? 'int8' : encoding === Encoded.int16 ? 'int16' : 'int32'
    this.add(name, from, value, reader.at, how)
    return value
  }

  private raw(name: RdbPartName, bytes: number, read?: (reader: RdbReader) => string): void {
    const from = this.reader.at
    const text = this.reader.raw(bytes)
    if (read === undefined) return this.add(name, from, text)
    const again = new RdbReader(this.text, from)
    this.add(name, from, read(again))
  }

  // ---- records ----------------------------------------------------------------------------------

  private header(): void {
    this.started = true
    const { text, reader } = this
    if (!text.startsWith(RDB_MAGIC)) throw new Stop('magic')
    reader.raw(RDB_MAGIC.length)
    this.add('magic', 0, RDB_MAGIC)
    const version = reader.raw(RDB_HEADER - RDB_MAGIC.length)
    this.add('version', RDB_MAGIC.length, version)
    if (!/^\d{4}$/.test(version)) throw new Stop('version')
  }

  private record(): void {
    this.depth = 0
    const { reader } = this
    const from = reader.at
    if (from >= this.text.length) throw new Stop('')
    const code = reader.byte()
    if (isObjectType(code)) return this.object(code, from)
    const name = OPCODES[code]
    if (name === undefined) {
      reader.at = from
      throw new Stop(`type ${code}`)
    }
    this.add('opcode', from, name)
    this.depth = 1
    this.operands(code)
  }

  private operands(code: number): void {
    switch (code) {
      case Opcode.aux:
        this.string('aux-name')
        this.string('aux-value')
        return
      case Opcode.selectDb:
        this.count('db')
        return
      case Opcode.resizeDb:
        this.count('keys')
        this.count('expires')
        return
      case Opcode.expireTimeMs:
        return this.raw('expire-ms', 8, (reader) => String(reader.milliseconds()))
      case Opcode.expireTime:
        return this.raw('expire-s', 4, (reader) => String(reader.seconds()))
      case Opcode.idle:
        this.count('idle')
        return
      case Opcode.freq:
        return this.raw('freq', 1, (reader) => String(reader.byte()))
      case Opcode.function2:
        this.string('function')
        return
      case Opcode.moduleAux:
        this.count('module')
        this.module()
        return
      case Opcode.eof:
        return this.checksum()
      default:
        throw new Stop(`type ${code}`)
    }
  }

  private checksum(): void {
    const { reader, text } = this
    const from = reader.at
    this.ended = true
    this.end = from
    // Files of versions before 5 have none.
    if (Number(text.slice(5, 9)) >= 5) {
      const stored = reader.unsigned64()
      const right = stored === 0n || stored === crc64(text.slice(0, from))
      const how = stored === 0n ? 'off' : right ? 'ok' : 'wrong'
      this.add('checksum', from, stored.toString(16).padStart(16, '0'), reader.at, how)
      if (!right) this.damage = { at: from, why: 'checksum' }
      this.end = reader.at
    }
    this.depth = 0
    if (this.end < text.length) this.add('rest', this.end, undefined, text.length)
  }

  private object(type: number, from: number): void {
    this.add('type', from, TYPES[type])
    this.depth = 1
    this.string('key')
    this.depth = 2
    this.value(type)
  }

  private times(count: number, each: () => void): void {
    for (let i = 0; i < count; i++) each()
  }

  private value(type: number): void {
    if (PACKED.has(type)) return this.packed(LISTPACKS.has(type), type === RdbType.setIntset)
    switch (type) {
      case RdbType.string:
        this.string('value')
        return
      case RdbType.list:
      case RdbType.set:
        return this.times(this.count('count'), () => this.string('element'))
      case RdbType.hash:
        return this.times(this.count('count'), () => {
          this.string('field')
          this.string('value')
        })
      case RdbType.zset:
      case RdbType.zset2:
        return this.times(this.count('count'), () => {
          this.string('member')
          this.score(type)
        })
      case RdbType.listQuicklist:
        return this.times(this.count('count'), () => this.packed(false, false))
      case RdbType.listQuicklist2:
        return this.times(this.count('count'), () => {
          const container = this.count('container')
          if (container === Container.plain) this.string('element')
          else this.packed(true, false)
        })
      case RdbType.streamListpacks:
      case RdbType.streamListpacks2:
        return this.stream(type === RdbType.streamListpacks2)
      case RdbType.module2:
        this.count('module')
        return this.module()
      default:
        throw new Stop(`type ${type}`)
    }
  }

  private score(type: number): void {
    const from = this.reader.at
    const score = type === RdbType.zset2 ? this.reader.double() : this.reader.doubleText()
    this.add('score', from, formatDouble(score))
  }

  /** A string that holds elements: these are named too where it is not compressed. */
  private packed(listpack: boolean, intset: boolean): void {
    const text = this.string('packed')
    const last = this.parts.at(-1)!
    if (last.how !== undefined || !(listpack || intset)) return
    const inner = packedParts(text, listpack ? 'listpack' : 'intset')
    if (inner === undefined) return
    this.parts.pop()
    this.depth = 3
    for (const part of inner) this.add(part.name, last.from + part.from, part.value, last.from + part.to)
    this.depth = 2
  }

  private stream(second: boolean): void {
    this.times(this.count('count'), () => {
      this.count('length')
      this.raw('stream-id', 16, idText)
      this.packed(true, false)
    })
    this.count('number')
    // The last id; then the first id, the highest deleted one and how many were ever added.
    this.times(second ? 7 : 2, () => this.count('number'))
    this.times(this.count('count'), () => this.group(second))
  }

  private group(second: boolean): void {
    this.string('group')
    this.times(second ? 3 : 2, () => this.count('number'))
    this.times(this.count('count'), () => {
      this.raw('stream-id', 16, idText)
      this.raw('time', 8, (reader) => String(reader.milliseconds()))
      this.count('number')
    })
    this.times(this.count('count'), () => {
      this.string('consumer')
      this.raw('time', 8, (reader) => String(reader.milliseconds()))
      this.times(this.count('count'), () => this.raw('stream-id', 16, idText))
    })
  }

  /** What a module wrote: numbers and strings up to a zero. */
  private module(): void {
    for (;;) {
      const kind = this.count('module')
      if (kind === 0) return
      if (kind === MODULE_SIGNED || kind === MODULE_UNSIGNED) this.count('module')
      else if (kind === MODULE_FLOAT) this.raw('module', 4, () => '')
      else if (kind === MODULE_DOUBLE) this.raw('module', 8, () => '')
      else if (kind === MODULE_STRING) this.string('module')
      else throw new Stop('module')
    }
  }
}

const big = (reader: RdbReader): bigint => {
  let value = 0n
  for (let i = 0; i < 8; i++) value = (value << 8n) | BigInt(reader.byte())
  return value
}

/** An entry's id as the radix tree keys it: two big-endian numbers. */
const idText = (reader: RdbReader): string => `${big(reader)}-${big(reader)}`

/** Lets go of all parts but the last: for those who only want to know whether a file is whole. */
export const forgetParts = ({ parts }: { readonly parts: unknown[] }): void => {
  parts.splice(0, parts.length - 1)
}

/** All parts of a file at once. `damage` says where it stops making sense. */
export const annotateRdb = (text: string): Pick<RdbAnnotator, 'parts' | 'damage' | 'end'> => {
  const annotator = new RdbAnnotator(text)
  while (!annotator.ended) annotator.next()
  return annotator
}
