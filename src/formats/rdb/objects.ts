/**
 * Values in RDB files (rdb.c, rdbLoadObject): every type 7.0 reads, as plain elements. What they become in memory is
 * the server's business.
 */
import { Container, RdbType } from './format.ts'
import { RdbFailure } from './failure.ts'
import { skipModuleValue } from './modules.ts'
import { readIntset, readListpack, readZiplist, readZipmap } from './packed.ts'
import type { RdbReader } from './reader.ts'
import { countSanitization } from './sanitization.ts'
import type { Sanitization } from './sanitization.ts'
import { readStream } from './stream.ts'
import type { RdbStream } from './stream.ts'

/** A node of a list: a listpack's elements, or one element on its own. */
export type RdbListNode = { readonly elements: string[] } | { readonly plain: string }

/** `packed`: it was a listpack (or what came before listpacks), so it may stay one. */
export type RdbObject =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'elements'; readonly elements: string[] }
  | { readonly kind: 'list'; readonly nodes: RdbListNode[] }
  | { readonly kind: 'intset'; readonly width: 2 | 4 | 8; readonly values: (number | bigint)[] }
  | { readonly kind: 'set'; readonly members: string[] }
  | { readonly kind: 'hash'; readonly pairs: string[]; readonly packed: boolean; readonly long: boolean }
  | { readonly kind: 'zset'; readonly members: string[]; readonly scores: number[]; readonly packed: boolean }
  | ({ readonly kind: 'stream' } & RdbStream)
  | { readonly kind: 'module' }

export interface ReadObjectOptions extends Sanitization {
  /** Up to so many fields, of up to so many bytes, a hash is a listpack while it is read. */
  readonly hashMaxListpackEntries: number
  readonly hashMaxListpackValue: number
  /** Values of modules are skipped (redis-check-rdb); else they are refused. */
  readonly skipModules?: boolean
}

/** The object of this type; undefined for an empty collection, which is no value. Throws an RdbFailure. */
export const readObject = (
  reader: RdbReader,
  type: number,
  options: ReadObjectOptions,
): RdbObject | undefined => {
  switch (type) {
    case RdbType.string:
      return { kind: 'string', value: reader.string() }
    case RdbType.list:
      return readElements(reader)
    case RdbType.set:
      return readSet(reader)
    case RdbType.zset:
    case RdbType.zset2:
      return readZset(reader, type === RdbType.zset2)
    case RdbType.hash:
      return readHash(reader, options)
    case RdbType.listQuicklist:
    case RdbType.listQuicklist2:
      return readList(reader, type === RdbType.listQuicklist2, options)
    case RdbType.hashZipmap:
    case RdbType.hashZiplist:
    case RdbType.hashListpack:
      return readPackedHash(reader, type, options)
    case RdbType.zsetZiplist:
    case RdbType.zsetListpack:
      return readPackedZset(reader, type === RdbType.zsetListpack, options)
    case RdbType.listZiplist: {
      const elements = readZiplist(reader.string())
      if (elements === undefined) throw new RdbFailure('List ziplist integrity check failed.', 2189)
      return elements.length === 0 ? undefined : { kind: 'elements', elements }
    }
    case RdbType.setIntset: {
      const bytes = reader.string()
      countSanitization(options)
      const intset = readIntset(bytes)
      if (intset === undefined) throw new RdbFailure('Intset integrity check failed.', 2214)
      return { kind: 'intset', ...intset }
    }
    case RdbType.streamListpacks:
    case RdbType.streamListpacks2:
      return { kind: 'stream', ...readStream(reader, type === RdbType.streamListpacks2, options) }
    case RdbType.module:
    case RdbType.module2:
      return readModule(reader, type === RdbType.module2 && options.skipModules === true)
    default:
      throw new RdbFailure(`Unknown RDB encoding type ${type}`, 2681)
  }
}

const readElements = (reader: RdbReader): RdbObject | undefined => {
  const count = reader.count()
  if (count === 0) return undefined
  const elements: string[] = []
  for (let i = 0; i < count; i++) elements.push(reader.string())
  return { kind: 'elements', elements }
}

const readSet = (reader: RdbReader): RdbObject | undefined => {
  const count = reader.count()
  if (count === 0) return undefined
  const members: string[] = []
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    const member = reader.string()
    members.push(member)
    if (seen.size === seen.add(member).size) throw new RdbFailure('Duplicate set members detected', 1829)
  }
  return { kind: 'set', members }
}

const readZset = (reader: RdbReader, binary: boolean): RdbObject | undefined => {
  const count = reader.count()
  if (count === 0) return undefined
  const members: string[] = []
  const scores: number[] = []
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    const member = reader.string()
    const score = binary ? reader.double() : reader.doubleText()
    if (score !== score) throw new RdbFailure('Zset with NAN score detected', 1882)
    if (seen.size === seen.add(member).size) throw new RdbFailure('Duplicate zset fields detected', 1894)
    members.push(member)
    scores.push(score)
  }
  return { kind: 'zset', members, scores, packed: false }
}

const readHash = (reader: RdbReader, options: ReadObjectOptions): RdbObject | undefined => {
  const count = reader.count()
  if (count === 0) return undefined
  const longest = options.hashMaxListpackValue
  let small = count <= options.hashMaxListpackEntries
  const pairs: string[] = []
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    const field = reader.string()
    const value = reader.string()
    const twice = seen.size === seen.add(field).size
    if (twice && small && options.deep) throw new RdbFailure('Hash with dup elements', 1951)
    const converts = small && (field.length > longest || value.length > longest)
    if (twice && converts) throw new RdbFailure('Duplicate hash fields detected', 1969)
    if (twice && !small) throw new RdbFailure('Duplicate hash fields detected', 2019)
    if (converts) small = false
    pairs.push(field, value)
  }
  return { kind: 'hash', pairs, packed: false, long: !small }
}

const readList = (reader: RdbReader, second: boolean, options: ReadObjectOptions): RdbObject | undefined => {
  const count = reader.count()
  if (count === 0) return undefined
  const nodes: RdbListNode[] = []
  for (let i = 0; i < count; i++) {
    const container = second ? reader.count() : Container.packed
    if (container !== Container.packed && container !== Container.plain) {
      throw new RdbFailure('Quicklist integrity check failed.', 2048)
    }
    const bytes = reader.string()
    // An empty node ends the reading as if the file did.
    if (bytes === '') throw new RdbFailure()
    if (container === Container.plain) {
      nodes.push({ plain: bytes })
      continue
    }
    if (second) countSanitization(options)
    const elements = second ? readListpack(bytes) : readZiplist(bytes)
    if (elements === undefined) {
      throw second
        ? new RdbFailure('Listpack integrity check failed.', 2071)
        : new RdbFailure('Ziplist integrity check failed.', 2081)
    }
    if (elements.length > 0) nodes.push({ elements })
  }
  return nodes.length === 0 ? undefined : { kind: 'list', nodes }
}

/** Elements two by two, where the first of each pair may not come twice. */
const arePairs = (elements: readonly string[], distinct: boolean): boolean => {
  if (elements.length % 2 !== 0) return false
  if (!distinct) return true
  const seen = new Set<string>()
  for (let i = 0; i < elements.length; i += 2) seen.add(elements[i]!)
  return seen.size === elements.length / 2
}

const HASH_FAILURES: Readonly<Record<number, readonly [text: string, line: number]>> = {
  [RdbType.hashZipmap]: ['Zipmap integrity check failed.', 2130],
  [RdbType.hashZiplist]: ['Hash ziplist integrity check failed.', 2275],
  [RdbType.hashListpack]: ['Hash listpack integrity check failed.', 2301],
}

const readPackedHash = (
  reader: RdbReader,
  type: number,
  options: ReadObjectOptions,
): RdbObject | undefined => {
  const bytes = reader.string()
  const zipmap = type === RdbType.hashZipmap
  const listpack = type === RdbType.hashListpack
  if (listpack) countSanitization(options)
  const pairs = zipmap ? readZipmap(bytes) : listpack ? readListpack(bytes) : readZiplist(bytes)
  if (pairs === undefined || !(zipmap || arePairs(pairs, options.deep || !listpack))) {
    throw new RdbFailure(...HASH_FAILURES[type]!)
  }
  if (zipmap && !arePairs(pairs, true)) {
    throw new RdbFailure(`Hash zipmap with dup elements, or big length (${firstTwice(pairs).length})`, 2154)
  }
  if (pairs.length === 0) return undefined
  // Only of zipmaps the lengths of fields and values are looked at.
  return { kind: 'hash', pairs, packed: true, long: zipmap }
}

const firstTwice = (pairs: readonly string[]): string => {
  const seen = new Set<string>()
  for (let i = 0; i < pairs.length; i += 2) if (seen.size === seen.add(pairs[i]!).size) return pairs[i]!
  return ''
}

/** A score as text: what strtod makes of it. */
const scoreOf = (text: string): number => {
  if (text === 'inf' || text === '+inf') return Infinity
  if (text === '-inf') return -Infinity
  const score = Number.parseFloat(text)
  return score !== score ? 0 : score
}

const readPackedZset = (
  reader: RdbReader,
  listpack: boolean,
  options: ReadObjectOptions,
): RdbObject | undefined => {
  const bytes = reader.string()
  if (listpack) countSanitization(options)
  const elements = listpack ? readListpack(bytes) : readZiplist(bytes)
  if (elements === undefined || !arePairs(elements, options.deep || !listpack)) {
    throw listpack
      ? new RdbFailure('Zset listpack integrity check failed.', 2255)
      : new RdbFailure('Zset ziplist integrity check failed.', 2229)
  }
  if (elements.length === 0) return undefined
  const members: string[] = []
  const scores: number[] = []
  for (let i = 0; i < elements.length; i += 2) {
    members.push(elements[i]!)
    scores.push(scoreOf(elements[i + 1]!))
  }
  return { kind: 'zset', members, scores, packed: true }
}

const readModule = (reader: RdbReader, skip: boolean): RdbObject => {
  let id: bigint
  try {
    id = BigInt(reader.length())
  } catch (error) {
    if (error instanceof RdbFailure && error.text === undefined)
      throw new RdbFailure('Short read module id', 2622)
    throw error
  }
  if (!skip) {
    throw new RdbFailure(
      `The RDB file contains module data I can't load: no matching module type '${moduleName(id)}'`,
      2636,
    )
  }
  skipModuleValue(reader, moduleName(id))
  return { kind: 'module' }
}

const NAME_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The name of a module's type: nine characters of six bits in the upper part of its id (moduleTypeNameByID). */
export const moduleName = (id: bigint): string => {
  let name = ''
  let rest = id >> 10n
  for (let i = 0; i < 9; i++) {
    name = NAME_CHARACTERS[Number(rest & 63n)]! + name
    rest >>= 6n
  }
  return name
}
