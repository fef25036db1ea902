/** FUNCTION DUMP and RESTORE: the libraries' code as an RDB fragment with version and checksum (functions.c). */
import { crc64 } from '../../../../bytes/crc64.ts'
import { toLower } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Functions } from '../../../scripting/functions.ts'
import { engine } from './engine.ts'

/** RDB_OPCODE_FUNCTION2, and the RDB version of 7.0. */
const FUNCTION = 0xf5
const VERSION = 10
/** Bytes after the libraries: version and checksum. */
const FOOTER = 10
const LZF = 0xc3

const byte = (n: number): string => String.fromCharCode(n & 255)

const bigEndian = (n: number): string => byte(n >>> 24) + byte(n >>> 16) + byte(n >>> 8) + byte(n)

/** A length as RDB writes it. */
const lengthBytes = (n: number): string => {
  if (n < 64) return byte(n)
  return n < 16384 ? byte(0x40 | (n >>> 8)) + byte(n) : byte(0x80) + bigEndian(n)
}

const checksum = (bytes: string): string => {
  let rest = crc64(bytes)
  let out = ''
  for (let i = 0; i < 8; i++) {
    out += byte(Number(rest & 255n))
    rest >>= 8n
  }
  return out
}

/** All libraries, their code stored as it is. */
export const dumpLibraries = ({ libraries }: Functions): string => {
  let out = ''
  for (const { code } of libraries.values()) out += byte(FUNCTION) + lengthBytes(code.length) + code
  out += byte(VERSION) + byte(VERSION >> 8)
  return out + checksum(out)
}

/** Reads the codes; undefined where the bytes make no sense. */
class PayloadReader {
  private readonly text: string
  private at = 0
  constructor(text: string) {
    this.text = text
  }

  private take(): number {
    return this.text.charCodeAt(this.at++)
  }

  private length(first = this.take()): number {
    const kind = first >> 6
    if (kind === 0) return first & 63
    if (kind === 1) return ((first & 63) << 8) | this.take()
    let n = 0
    for (let i = 0; i < 4; i++) n = n * 256 + this.take()
    return n
  }

  private string(): string {
    const first = this.take()
    if (first !== LZF) {
      const length = this.length(first)
      this.at += length
      return this.text.slice(this.at - length, this.at)
    }
    const packed = this.length()
    const size = this.length()
    this.at += packed
    return inflate(this.text.slice(this.at - packed, this.at), size)
  }

  codes(): string[] | undefined {
    const codes: string[] = []
    while (this.at < this.text.length) {
      if (this.take() !== FUNCTION) return undefined
      codes.push(this.string())
      if (!(this.at <= this.text.length)) return undefined
    }
    return codes
  }
}

/** Undoes LZF: runs of literal bytes, and copies of what came before. */
const inflate = (packed: string, size: number): string => {
  let out = ''
  let at = 0
  while (at < packed.length && out.length < size) {
    const control = packed.charCodeAt(at++)
    if (control < 32) {
      out += packed.slice(at, at + control + 1)
      at += control + 1
      continue
    }
    let length = control >> 5
    if (length === 7) length += packed.charCodeAt(at++)
    let from = out.length - ((control & 31) << 8) - packed.charCodeAt(at++) - 1
    for (let i = 0; i < length + 2; i++) out += out[from++] ?? ''
  }
  return out
}

const POLICIES: readonly string[] = ['flush', 'append', 'replace']

/** FUNCTION RESTORE: all of them or none. */
export const restoreLibraries = (client: Client, argv: readonly string[]): void => {
  if (argv.length > 4) throw errors.subcommandSyntax(argv[1]!, 'function')
  const policy = argv.length === 4 ? toLower(argv[3]!) : 'append'
  if (!POLICIES.includes(policy)) {
    throw errors.text('ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.')
  }
  const payload = argv[2]!
  const body = payload.slice(0, -8)
  const version = body.charCodeAt(body.length - 2) | (body.charCodeAt(body.length - 1) << 8)
  if (payload.length < FOOTER || version > VERSION || checksum(body) !== payload.slice(-8)) {
    throw errors.text('ERR DUMP payload version or checksum are wrong')
  }
  const codes = new PayloadReader(body.slice(0, -2)).codes()
  if (codes === undefined) throw errors.text('ERR given type is not a function')
  engine(client).functions.restore(codes, policy as 'flush' | 'append' | 'replace')
  client.server.dirty++
  client.reply.ok()
}
