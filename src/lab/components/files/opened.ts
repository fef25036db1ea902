import { encodeUtf8 } from '../../../bytes/utf8.ts'
import { AofAnnotator } from '../../../formats/aof/annotate.ts'
import { formatManifest } from '../../../formats/aof/manifest.ts'
import type { Manifest } from '../../../formats/aof/manifest.ts'
import { forgetParts, RdbAnnotator } from '../../../formats/rdb/annotate.ts'
import { RDB_VERSION } from '../../../formats/rdb/format.ts'
import { baseName, fileKind, isText } from './file-kind.ts'
import type { FileKind } from './file-kind.ts'

/*
 * A learner's own files: what they are, where on the machine's disk they go, and how its server is to be started
 * so that it reads them. Nothing here touches a world.
 */

/** Bytes of one file that is opened. */
export const MOST_BYTES = 16 * 1024 * 1024

/** A file as it was dropped or chosen; `path` with the directories it came in, where it came in some. */
export interface OwnFile {
  readonly path: string
  readonly size: number
  /** A byte string; undefined when it is too large to be read. */
  readonly data: string | undefined
}

export interface OpenFailure {
  readonly name: string
  readonly why: 'unknown' | 'large' | 'empty'
}

/** What is odd about a file that is opened all the same. */
export type OpenRemark =
  | { readonly name: string; readonly why: 'damaged'; readonly at: number }
  | { readonly name: string; readonly why: 'newer'; readonly version: number }

export interface Placed {
  /** Path on the machine's disk. */
  readonly path: string
  readonly data: string
}

export interface Opened {
  readonly files: readonly Placed[]
  readonly failures: readonly OpenFailure[]
  /** What is to be read to its end, to say whether it is whole. */
  readonly inspections: readonly Inspection[]
  /** The configuration file a server is to be started with, where one is among the files. */
  readonly conf: string | undefined
  /** Arguments behind the server's own that make it read the files. */
  readonly options: readonly string[]
}

type Kind = 'rdb' | 'aof' | 'manifest' | 'conf'

const KINDS: Readonly<Record<FileKind, Kind | undefined>> = {
  rdb: 'rdb',
  aof: 'aof',
  manifest: 'manifest',
  text: 'conf',
  bytes: undefined,
}

/** A configuration has lines that begin with a word of letters, or nothing but comments. */
const looksLikeConf = (name: string, data: string): boolean =>
  /\.conf$/i.test(name) ||
  data.split('\n').every((line) => /^\s*(?:#.*|[a-z][a-z0-9-]*\s+\S.*)?\s*$/.test(line))

const kindOf = ({ path, data = '' }: OwnFile): Kind | undefined => {
  const kind = KINDS[fileKind(path, data)]
  // An append-only file may begin with a snapshot.
  if (kind === 'rdb' && /\.aof$/.test(path)) return 'aof'
  if (kind === 'rdb') return data.startsWith('REDIS') ? 'rdb' : undefined
  if (kind === 'aof') return data === '' || /^[*#]/.test(data) || data.startsWith('REDIS') ? 'aof' : undefined
  if (kind === 'manifest') return isText(data) ? 'manifest' : undefined
  return kind === 'conf' && looksLikeConf(baseName(path), data) ? 'conf' : undefined
}

/** Records looked at before somebody else may have the thread. */
const SLICE = 200

/** Reads a file to its end, in slices, to find out whether it is whole. */
export class Inspection {
  readonly name: string
  private readonly data: string
  private readonly version: number
  private readonly rdb: RdbAnnotator | undefined
  private aof: AofAnnotator | undefined

  constructor({ name, data }: { readonly name: string; readonly data: string }) {
    this.name = name
    this.data = data
    const isSnapshot = data.startsWith('REDIS')
    this.version = isSnapshot ? Number(data.slice(5, 9)) : 0
    this.rdb = isSnapshot ? new RdbAnnotator(data) : undefined
    this.aof = isSnapshot ? undefined : new AofAnnotator(data)
  }

  /** Goes on by some records; true at the end. */
  advance(): boolean {
    if (this.version > RDB_VERSION) return true
    const part = this.rdb?.ended === false ? this.rdb : this.aof
    for (let i = 0; i < SLICE && part?.ended === false; i++) part.next()
    if (part !== undefined) forgetParts(part)
    const { end } = this.rdb ?? {}
    // An append-only file may go on with commands behind its snapshot.
    if (this.aof === undefined && end !== undefined && end < this.data.length)
      this.aof = new AofAnnotator(this.data, end)
    return (this.rdb?.ended ?? true) && (this.aof?.ended ?? true)
  }

  get remark(): OpenRemark | undefined {
    const { name, version } = this
    if (version > RDB_VERSION) return { name, why: 'newer', version }
    const last = this.aof?.parts.at(-1)
    const broken = last?.kind === 'cut' || last?.kind === 'damage' ? last.from : this.rdb?.damage?.at
    return broken === undefined ? undefined : { name, why: 'damaged', at: broken }
  }
}

const failureOf = (file: OwnFile): OpenFailure | undefined => {
  const name = baseName(file.path)
  if (file.data === undefined) return { name, why: 'large' }
  if (file.size === 0 && !/\.aof$/.test(name)) return { name, why: 'empty' }
  return kindOf(file) === undefined ? { name, why: 'unknown' } : undefined
}

interface Known {
  readonly name: string
  readonly data: string
  readonly kind: Kind
}

/** Bytes a manifest may hold in a name as they are. */
const plainName = (name: string): string => encodeUtf8(name).replace(/[^\w.-]/g, '_')

/** One append-only file alone gets a manifest that names it. */
const manifestFor = (name: string, data: string): Manifest => {
  const info = { name, seq: 1 }
  const isBase = data.startsWith('REDIS') || /\.base\./.test(name)
  return {
    base: isBase ? { ...info, type: 'b' } : undefined,
    history: [],
    incr: isBase ? [] : [{ ...info, type: 'i' }],
    baseSeq: isBase ? 1 : 0,
    incrSeq: isBase ? 0 : 1,
  }
}

const DIRECTORY = '/appendonlydir'
const FILENAME = 'appendonly.aof'

/** Where the files of an append-only directory go, and what the server has to be told of them. */
const aofPlaces = (files: readonly Known[]): { files: Placed[]; options: string[] } => {
  const manifest = files.find(({ kind }) => kind === 'manifest')
  const placed = files.map(({ name, data }) => ({ path: `${DIRECTORY}/${plainName(name)}`, data }))
  const filename = manifest ? plainName(manifest.name).replace(/\.manifest$/, '') : FILENAME
  const options = [
    '--dir',
    '/',
    '--appendonly',
    'yes',
    ...(filename === FILENAME ? [] : ['--appendfilename', filename]),
  ]
  if (manifest !== undefined) return { files: placed, options }
  const [first] = files
  const text = formatManifest(manifestFor(plainName(first!.name), first!.data))
  return { files: [...placed, { path: `${DIRECTORY}/${FILENAME}.manifest`, data: text }], options }
}

const placesOf = (files: readonly Known[]): Pick<Opened, 'files' | 'conf' | 'options'> => {
  const hasManifest = files.some(({ kind }) => kind === 'manifest')
  // Beside a manifest an RDB file is a base of the append-only file.
  const ofAof = files.filter(
    ({ kind, name }) =>
      kind === 'aof' || kind === 'manifest' || (kind === 'rdb' && hasManifest && /\.base\./.test(name)),
  )
  const rdb = files.find((file) => file.kind === 'rdb' && !ofAof.includes(file))
  const conf = files.find(({ kind }) => kind === 'conf')
  const aof = ofAof.length > 0 ? aofPlaces(ofAof) : { files: [], options: [] }
  return {
    files: [
      ...aof.files,
      ...(rdb ? [{ path: '/dump.rdb', data: rdb.data }] : []),
      ...(conf ? [{ path: '/redis.conf', data: conf.data }] : []),
    ],
    conf: conf ? '/redis.conf' : undefined,
    options:
      ofAof.length > 0
        ? aof.options
        : rdb
          ? ['--dir', '/', '--appendonly', 'no', '--dbfilename', 'dump.rdb']
          : [],
  }
}

/** Looks at files and says what is to be done with them. */
export const openFiles = (own: readonly OwnFile[]): Opened => {
  // Files that an operating system puts everywhere are nobody's.
  const wanted = own.filter(({ path }) => !baseName(path).startsWith('.'))
  const failures = wanted.map(failureOf).filter((failure) => failure !== undefined)
  const known = wanted
    .filter((file) => failureOf(file) === undefined)
    .map((file) => ({ name: baseName(file.path), data: file.data!, kind: kindOf(file)! }))
  const inspections = known
    .filter(({ kind }) => kind === 'rdb' || kind === 'aof')
    .map((file) => new Inspection(file))
  return { ...placesOf(known), failures, inspections }
}

/** The command line of a server that reads the files: its own, with what they need in front and behind. */
export const argvWith = (argv: readonly string[], { conf, options }: Opened): string[] => {
  const hasFile = argv[0] !== undefined && !argv[0].startsWith('-')
  const own = conf === undefined ? [...argv] : [conf, ...(hasFile ? argv.slice(1) : argv)]
  return [...own, ...options]
}
