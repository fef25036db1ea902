/** What redis-check-rdb finds in a file (redis-check-rdb.c), which a server also prints when it can't load one. */
import { RdbFailure, failureText } from './failure.ts'
import { isObjectType, Opcode, RDB_HEADER, RDB_MAGIC, RDB_VERSION } from './format.ts'
import { crc64 } from '../../bytes/crc64.ts'
import { readLibrary } from './library.ts'
import { skipModuleValue } from './modules.ts'
import { moduleName, readObject } from './objects.ts'
import type { ReadObjectOptions } from './objects.ts'
import { RdbReader } from './reader.ts'

export interface CheckOptions {
  /** As it was named on the command line. */
  readonly file: string
  /** Unix ms: what expired before it is counted. */
  readonly now: number
  /** Up to so many fields, of up to so many bytes, a hash is a listpack while it is read. */
  readonly hashMaxListpackEntries?: number
  readonly hashMaxListpackValue?: number
  /** rdbchecksum. */
  readonly checksum?: boolean
}

export interface CheckResult {
  /** What is printed on standard output. */
  readonly output: string
  /** 0: the file looks right, 1: it doesn't. */
  readonly status: number
  /** The log gets one more line: the program ended in the middle of an object. */
  readonly terminated: boolean
  /** The offset it came to: of a file that looks right, where the snapshot ends. */
  readonly end: number
}

export { TERMINATING } from './terminating.ts'

/** What a type is called, by number; 19 has no name in 7.0. */
const TYPE_NAMES = [
  'string',
  'list-linked',
  'set-hashtable',
  'zset-v1',
  'hash-hashtable',
  'zset-v2',
  'module-value',
  '',
  '',
  'hash-zipmap',
  'list-ziplist',
  'set-intset',
  'zset-ziplist',
  'hash-ziplist',
  'quicklist',
  'stream',
  'hash-listpack',
  'zset-listpack',
  'quicklist-v2',
] as const

/** An error that is told and ends the check. */
class Found {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Text as C prints it: up to its first zero byte. */
const cText = (text: string): string => {
  const zero = text.indexOf('\0')
  return zero === -1 ? text : text.slice(0, zero)
}

class Check {
  private readonly reader: RdbReader
  private readonly options: CheckOptions
  private readonly objects: ReadObjectOptions
  private lines: string[] = []
  private doing = 'start'
  private key: string | undefined
  private type = 0
  private keys = 0
  private expires = 0
  private expired = 0
  private expireAt: number | bigint | undefined
  private version = 0

  constructor(text: string, options: CheckOptions) {
    this.reader = new RdbReader(text)
    this.options = options
    const { hashMaxListpackEntries = 128, hashMaxListpackValue = 64 } = options
    this.objects = { deep: true, skipModules: true, hashMaxListpackEntries, hashMaxListpackValue }
  }

  run(): CheckResult {
    this.info(`Checking RDB file ${this.options.file}`)
    let terminated = false
    let status = 1
    try {
      this.header()
      while (this.item());
      this.footer()
      this.info('\\o/ RDB looks OK! \\o/')
      this.totals()
      status = 0
    } catch (error) {
      if (error instanceof Found) {
        this.fault(error.text)
      } else if (error instanceof RdbFailure) {
        terminated = error.text !== undefined
        this.fault(terminated ? failureText(error, 0) : 'Unexpected EOF reading RDB file')
      } else {
        throw error
      }
    }
    return { output: this.lines.join('\n') + '\n', status, terminated, end: this.reader.at }
  }

  private info(text: string): void {
    this.lines.push(`[offset ${this.reader.at}] ${text}`)
  }

  private totals(): void {
    this.lines.push(`[info] ${this.keys} keys read`)
    this.lines.push(`[info] ${this.expires} expires`)
    this.lines.push(`[info] ${this.expired} already expired`)
  }

  private fault(text: string): void {
    this.lines.push('--- RDB ERROR DETECTED ---')
    this.info(text)
    this.lines.push(`[additional info] While doing: ${this.doing}`)
    if (this.key !== undefined) this.lines.push(`[additional info] Reading key '${cText(this.key)}'`)
    if (this.type !== -1) {
      this.lines.push(`[additional info] Reading type ${this.type} (${TYPE_NAMES[this.type] ?? 'unknown'})`)
    }
    this.totals()
  }

  private header(): void {
    const { reader } = this
    const head = reader.raw(RDB_HEADER)
    if (!head.startsWith(RDB_MAGIC)) throw new Found('Wrong signature trying to load DB from file')
    this.version = readVersion(head)
    if (this.version < 1 || this.version > RDB_VERSION) {
      throw new Found(`Can't handle RDB format version ${this.version}`)
    }
  }

  /** One opcode, or a key with its value; false at the end. */
  private item(): boolean {
    const { reader } = this
    this.doing = 'read-type'
    const type = reader.byte()
    switch (type) {
      case Opcode.expireTime:
        this.doing = 'read-expire'
        this.expireAt = reader.seconds() * 1000
        return true
      case Opcode.expireTimeMs:
        this.doing = 'read-expire'
        this.expireAt = reader.milliseconds()
        return true
      case Opcode.freq:
        reader.byte()
        return true
      case Opcode.idle:
        reader.length()
        return true
      case Opcode.eof:
        return false
      case Opcode.selectDb:
        this.doing = 'read-len'
        this.selectDb(reader.length())
        return true
      case Opcode.resizeDb:
        this.doing = 'read-len'
        reader.length()
        reader.length()
        return true
      case Opcode.aux:
        this.aux()
        return true
      case Opcode.moduleAux:
        this.moduleAux()
        return true
      case Opcode.function2:
      case Opcode.functionBeforeGa:
        this.library(type)
        return true
      default:
        this.entry(type)
        return true
    }
  }

  private selectDb(id: number | bigint): void {
    this.info(`Selecting DB ID ${id}`)
  }

  private aux(): void {
    this.doing = 'read-aux'
    const name = this.reader.string()
    const value = this.reader.string()
    this.info(`AUX FIELD ${cText(name)} = '${cText(value)}'`)
  }

  private moduleAux(): void {
    this.doing = 'read-module-aux'
    const { reader } = this
    const name = moduleName(BigInt(reader.length()))
    const opcode = reader.length()
    reader.length()
    if (opcode !== 2) throw new Found('bad when_opcode')
    this.info(`MODULE AUX for: ${name}`)
    skipModuleValue(reader, name)
  }

  private library(opcode: number): void {
    this.doing = 'read-functions'
    const read = readLibrary(this.reader, opcode)
    if ('error' in read) throw new Found(`Failed loading library, ${read.error}`)
  }

  private entry(type: number): void {
    if (!isObjectType(type)) throw new Found(`Invalid object type: ${type}`)
    const { reader, expireAt } = this
    this.type = type
    this.doing = 'read-key'
    this.key = reader.string()
    this.keys++
    this.doing = 'read-object-value'
    if (readObject(reader, type, this.objects) === undefined) throw new RdbFailure()
    if (expireAt !== undefined) {
      this.expires++
      if (expireAt < this.options.now) this.expired++
    }
    this.key = undefined
    this.type = -1
    this.expireAt = undefined
  }

  private footer(): void {
    const { reader, version, options } = this
    if (version < 5 || options.checksum === false) return
    const expected = crc64(reader.text.slice(0, reader.at))
    this.doing = 'check-sum'
    const found = reader.unsigned64()
    if (found === 0n) {
      this.info('RDB file was saved with checksum disabled: no check performed.')
    } else if (found !== expected) {
      throw new Found('RDB CRC error')
    } else {
      this.info('Checksum OK')
    }
  }
}

/** The number after REDIS, as atoi reads it. */
export const readVersion = (head: string): number => {
  const digits = /^\s*[+-]?\d+/.exec(head.slice(RDB_MAGIC.length))
  return digits === null ? 0 : Number(digits[0])
}

export const checkRdb = (text: string, options: CheckOptions): CheckResult => new Check(text, options).run()

/** As checkRdb, of what was read from the disk; undefined: there is no such file. */
export const checkFile = (text: string | undefined, options: CheckOptions): CheckResult =>
  text === undefined
    ? { output: `[offset 0] Checking RDB file ${options.file}\n`, status: 1, terminated: false, end: 0 }
    : checkRdb(text, options)
