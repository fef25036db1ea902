/**
 * The manifest of an append-only directory (aof.c): which files make up the data set, in which order, one line
 * each: `file appendonly.aof.1.base.rdb seq 1 type b`.
 */
import { toLower } from '../../bytes/bytestrings.ts'
import { quote, splitArgs } from '../../bytes/quote.ts'

/** b: base, h: history, waiting to be deleted, i: incremental. */
export type AofFileType = 'b' | 'h' | 'i'

export interface AofFileInfo {
  readonly name: string
  readonly seq: number
  readonly type: AofFileType
}

/** Never changed in place: each step makes another. */
export interface Manifest {
  readonly base: AofFileInfo | undefined
  readonly history: readonly AofFileInfo[]
  /** In the order of their numbers; the last one is written to. */
  readonly incr: readonly AofFileInfo[]
  /** Highest number given to a base and to an incremental file so far. */
  readonly baseSeq: number
  readonly incrSeq: number
}

export const emptyManifest: Manifest = Object.freeze({
  base: undefined,
  history: Object.freeze([]),
  incr: Object.freeze([]),
  baseSeq: 0,
  incrSeq: 0,
})

/** Why a manifest can't be read; `line` is the offending one without white space around, where there is one. */
export interface ManifestError {
  readonly error: string
  /** From 1. */
  readonly number: number
  readonly line: string | undefined
}

const LINE_MAX = 1024

const INVALID = 'Invalid AOF manifest file format'

export const manifestName = (filename: string): string => `${filename}.manifest`
export const tempManifestName = (filename: string): string => `temp-${filename}.manifest`
export const tempIncrName = (filename: string): string => `temp-${filename}.incr`
const incrName = (filename: string, seq: number): string => `${filename}.${seq}.incr.aof`
const baseName = (filename: string, seq: number, preamble: boolean): string =>
  `${filename}.${seq}.base.${preamble ? 'rdb' : 'aof'}`

/** Bytes that make a name quoted in the manifest (sdsneedsrepr). */
const needsQuotes = (name: string): boolean => {
  if (name === '') return true
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i)
    if (c <= 32 || c >= 127 || c === 34 || c === 39 || c === 92) return true
  }
  return false
}

const formatLine = ({ name, seq, type }: AofFileInfo): string =>
  `file ${needsQuotes(name) ? quote(name) : name} seq ${seq} type ${type}\n`

/** Every file of the manifest in the order of its lines: base, history, incremental. */
export const manifestFiles = ({ base, history, incr }: Manifest): readonly AofFileInfo[] =>
  base === undefined ? [...history, ...incr] : [base, ...history, ...incr]

/** The files that are loaded, in that order. */
export const loadedFiles = ({ base, incr }: Manifest): readonly AofFileInfo[] =>
  base === undefined ? incr : [base, ...incr]

export const formatManifest = (manifest: Manifest): string => manifestFiles(manifest).map(formatLine).join('')

/** atoll: the number a text begins with, 0 without one. */
const readNumber = (text: string): number => {
  const found = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text)
  return found === null ? 0 : Number(found[1])
}

const parseLine = (line: string): { name: string; seq: number; type: string } | string => {
  const words = splitArgs(line)
  // More than six words are for versions to come.
  if (words === undefined || words.length < 6 || words.length % 2 !== 0) return INVALID
  let name: string | undefined
  let seq = 0
  let type = ''
  for (let i = 0; i < words.length; i += 2) {
    const value = words[i + 1]!
    const key = toLower(words[i]!)
    if (key === 'file') {
      if (/[/\\]/.test(value)) return "File can't be a path, just a filename"
      name = value
    } else if (key === 'seq') seq = readNumber(value)
    else if (key === 'type') type = value.slice(0, 1)
  }
  return name === undefined || seq === 0 || type === '' ? INVALID : { name, seq, type }
}

const trim = (line: string): string => line.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')

/** Reads a manifest; the texts of errors are Redis's. */
export const parseManifest = (text: string): Manifest | ManifestError => {
  let base: AofFileInfo | undefined
  const history: AofFileInfo[] = []
  const incr: AofFileInfo[] = []
  let number = 0
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at)
    const raw = text.slice(at, end === -1 ? text.length : end + 1).slice(0, LINE_MAX)
    at += raw.length
    number++
    if (raw.startsWith('#')) continue
    if (!raw.endsWith('\n')) {
      return { error: 'The AOF manifest file contains too long line', number, line: undefined }
    }
    const line = trim(raw)
    const read = line === '' ? INVALID : parseLine(line)
    if (typeof read === 'string') return { error: read, number, line }
    const info = read as AofFileInfo
    if (read.type === 'b') {
      if (base !== undefined) return { error: 'Found duplicate base file information', number, line }
      base = info
    } else if (read.type === 'h') history.push(info)
    else if (read.type === 'i') {
      if (info.seq <= (incr.at(-1)?.seq ?? 0)) {
        return { error: 'Found a non-monotonic sequence number', number, line }
      }
      incr.push(info)
    } else return { error: 'Unknown AOF file type', number, line }
  }
  if (number === 0) return { error: 'Found an empty AOF manifest', number, line: undefined }
  return { base, history, incr, baseSeq: base?.seq ?? 0, incrSeq: incr.at(-1)?.seq ?? 0 }
}

export const isManifestError = (read: Manifest | ManifestError): read is ManifestError => 'error' in read

/** A new base; the one before becomes history (getNewBaseFileNameAndMarkPreAsHistory). */
export const withNewBase = (manifest: Manifest, filename: string, preamble: boolean): Manifest => {
  const seq = manifest.baseSeq + 1
  const { base } = manifest
  return {
    ...manifest,
    base: { name: baseName(filename, seq, preamble), seq, type: 'b' },
    history: base === undefined ? manifest.history : [{ ...base, type: 'h' }, ...manifest.history],
    baseSeq: seq,
  }
}

/** The next incremental file. */
export const withNewIncr = (manifest: Manifest, filename: string): Manifest => {
  const seq = manifest.incrSeq + 1
  return {
    ...manifest,
    incr: [...manifest.incr, { name: incrName(filename, seq), seq, type: 'i' }],
    incrSeq: seq,
  }
}

/** The incremental files a rewrite has made needless become history; the one being written stays. */
export const withRewrittenIncr = (manifest: Manifest, writing: boolean): Manifest => {
  const keep = writing ? manifest.incr.slice(-1) : []
  const old = manifest.incr.slice(0, manifest.incr.length - keep.length)
  const moved = old.map((info): AofFileInfo => ({ ...info, type: 'h' }))
  return { ...manifest, incr: keep, history: [...moved, ...manifest.history] }
}

/** An old-style single file taken over as the base (aofUpgradePrepare). */
export const withOldFile = (manifest: Manifest, filename: string): Manifest => ({
  ...manifest,
  base: { name: filename, seq: 1, type: 'b' },
  baseSeq: 1,
})
