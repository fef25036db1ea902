/**
 * redis-check-aof 7.0.15 without its terminal (redis-check-aof.c): what it prints and what it would cut off. It
 * answers in one go; where it has to ask it stops, and is called again with the answer.
 */
import type { DiskView } from '../../world/process.ts'
import { isManifestError, parseManifest } from '../../formats/aof/manifest.ts'
import type { AofFileInfo, Manifest } from '../../formats/aof/manifest.ts'
import { checkRdb, TERMINATING } from '../../formats/rdb/check.ts'
import { CommandScanner } from './scanner.ts'

export interface CheckAofOptions {
  /** As it was named on the command line. */
  readonly file: string
  readonly fix: boolean
  /** Unix seconds after which the file is cut off; 0: it is not. */
  readonly timestamp: number
  /** What was typed after "Continue? [y/N]: "; undefined: it was not asked yet. */
  readonly answer: string | undefined
  /** Unix ms. */
  readonly now: number
  /** Where a line of the log begins: process id and date. */
  readonly logPrefix: string
}

export interface CheckAofResult {
  readonly output: string
  /** Undefined: it waits for an answer. */
  readonly status: number | undefined
}

const DATABASE_MAGIC = 'REDIS'
const RDB_HEADER = 8
const MANIFEST_LINE = 1024

type Outcome = 'valid' | 'empty' | 'truncated' | 'cut to timestamp'

/** Ends the check: with a status, or to ask. */
class Stop {
  readonly status: number | undefined
  constructor(status: number | undefined) {
    this.status = status
  }
}

/** dirname(3). */
const directoryOf = (path: string): string => {
  const trimmed = path.replace(/\/+$/, '')
  const slash = trimmed.lastIndexOf('/')
  if (slash === -1) return '.'
  return slash === 0 ? '/' : trimmed.slice(0, slash)
}

class Check {
  private readonly disk: DiskView
  private readonly options: CheckAofOptions
  private readonly scanner = new CommandScanner()
  output = ''

  constructor(disk: DiskView, options: CheckAofOptions) {
    this.disk = disk
    this.options = options
  }

  run(): number | undefined {
    try {
      const { file } = this.options
      if (this.isManifest(file)) this.multiPart(file)
      else this.oldStyle(file)
      return 0
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop
      return stop.status
    }
  }

  private say(text: string): void {
    this.output += `${text}\n`
  }

  private stop(text: string): never {
    this.say(text)
    throw new Stop(1)
  }

  private read(path: string, otherwise: string): string {
    const text = this.disk.read(path)
    if (text !== undefined) return text
    if (this.disk.list(path) !== undefined) this.stop(`Cannot read file: ${path}`)
    return this.stop(otherwise)
  }

  /** Some line begins with the word file. */
  private isManifest(path: string): boolean {
    const text = this.read(path, `Cannot open file ${path}: No such file or directory`)
    for (let at = 0; at < text.length;) {
      if (text.startsWith('file', at)) return true
      const end = text.indexOf('\n', at)
      at = Math.min(end === -1 ? text.length : end + 1, at + MANIFEST_LINE)
    }
    return false
  }

  private isRdb(path: string): boolean {
    const text = this.read(path, `Cannot open file ${path}: No such file or directory`)
    return text.length >= RDB_HEADER && text.startsWith(DATABASE_MAGIC)
  }

  private oldStyle(path: string): void {
    this.say('Start checking Old-Style AOF')
    const rdb = this.isRdb(path)
    this.tell(this.single({ name: path, path, last: true, rdb }), path, 'AOF')
  }

  private multiPart(path: string): void {
    this.say('Start checking Multi Part AOF')
    const { base, incr } = this.manifest(path)
    const directory = directoryOf(path)
    const part = (name: string, last: boolean, rdb: boolean): Outcome =>
      this.single({ name, path: `${directory}/${name}`, last, rdb })
    if (base !== undefined) {
      const rdb = this.isRdb(`${directory}/${base.name}`)
      this.say(`Start to check BASE AOF (${rdb ? 'RDB' : 'RESP'} format).`)
      this.tell(part(base.name, incr.length === 0, rdb), base.name, 'BASE AOF')
    }
    if (incr.length > 0) this.say('Start to check INCR files.')
    incr.forEach(({ name }: AofFileInfo, i) =>
      this.tell(part(name, i === incr.length - 1, false), name, 'INCR AOF'),
    )
    this.say('All AOF files and manifest are valid')
  }

  private manifest(path: string): Manifest {
    const read = parseManifest(this.disk.read(path) ?? '')
    if (!isManifestError(read)) return read
    const log = (text: string) => this.say(`${this.options.logPrefix} # ${text}`)
    log('\n*** FATAL AOF MANIFEST FILE ERROR ***\n')
    if (read.line !== undefined) {
      log(`Reading the manifest file, at line ${read.number}\n`)
      log(`>>> '${read.line}'\n`)
    }
    log(`${read.error}\n`)
    throw new Stop(1)
  }

  /** printAofStyle. */
  private tell(outcome: Outcome, name: string, kind: string): void {
    if (outcome === 'valid') this.say(`${kind} ${name} is valid`)
    else if (outcome === 'empty') this.say(`${kind} ${name} is empty`)
    else if (outcome === 'truncated') this.say(`Successfully truncated AOF ${name}`)
    else this.say(`Successfully truncated AOF ${name} to timestamp ${this.options.timestamp}`)
  }

  /** checkSingleAof. */
  private single(part: { name: string; path: string; last: boolean; rdb: boolean }): Outcome {
    const { name, path, last, rdb } = part
    const text = this.read(path, `Cannot open file ${path}: No such file or directory, aborting...`)
    if (text === '') return 'empty'
    const { scanner, options } = this
    scanner.begin(text, rdb ? this.preamble(text, name) : 0, path)
    const cut = this.scan(name, path, last)
    if (cut) return 'cut to timestamp'
    if (scanner.error !== '') this.say(scanner.error)
    const { validUpTo: end, line } = scanner
    const rest = text.length - end
    if (rest === 0 && options.timestamp !== 0) {
      this.say(`Truncate nothing in AOF ${name} to timestamp ${options.timestamp}`)
      return 'valid'
    }
    this.say(
      `AOF analyzed: filename=${name}, size=${text.length}, ok_up_to=${end}, ok_up_to_line=${line}, diff=${rest}`,
    )
    if (rest === 0) return 'valid'
    if (!options.fix) this.stop(`AOF ${name} is not valid. Use the --fix option to try fixing it.`)
    if (!last) this.stop(`Failed to truncate AOF ${name} because it is not the last file`)
    this.shrink(name, path, text.length, end)
    return 'truncated'
  }

  /** Checks an RDB preamble and answers where it ends. */
  private preamble(text: string, name: string): number {
    const { output, status, terminated, end } = checkRdb(text, { file: name, now: this.options.now })
    this.output += output
    if (terminated) this.stop(`${this.options.logPrefix} # ${TERMINATING}`)
    if (status !== 0) this.stop('RDB preamble of AOF file is not sane, aborting.')
    this.say('RDB preamble is OK, proceeding with AOF tail...')
    return end
  }

  /** Reads commands and annotations to the end or the first mistake; true when a timestamp cut the file off. */
  private scan(name: string, path: string, last: boolean): boolean {
    const { scanner } = this
    for (;;) {
      const found = scanner.next()
      if (found === 'end' || found === 'wrong') return false
      if (found === 'other') {
        this.say(`AOF ${name} format error`)
        return false
      }
      if (found === 'annotation' && this.isTooLate(path, last)) {
        this.disk.truncate(path, scanner.errorAt)
        return true
      }
    }
  }

  /** processAnnotations: true when everything from this annotation on is to be cut off. */
  private isTooLate(path: string, last: boolean): boolean {
    const { timestamp } = this.options
    const { annotation, errorAt } = this.scanner
    if (timestamp === 0 || !annotation.startsWith('#TS:')) return false
    const read = /^#TS:[ \t\n\v\f\r]*([+-]?\d+)\r/.exec(annotation)
    if (read === null) this.stop('Invalid timestamp annotation')
    if (Number(read![1]) <= timestamp) return false
    if (errorAt === 0) {
      this.stop(`AOF ${path} has nothing before timestamp ${timestamp}, aborting...`)
    }
    if (!last) {
      this.say(
        `Failed to truncate AOF ${path} to timestamp ${timestamp} to offset ${errorAt} because it is not the last file.`,
      )
      this.stop(
        'If you insist, please delete all files after this file according to the manifest file and delete the corresponding records in manifest file manually. Then re-run redis-check-aof.',
      )
    }
    return true
  }

  private shrink(name: string, path: string, size: number, end: number): void {
    this.say(`This will shrink the AOF ${name} from ${size} bytes, with ${size - end} bytes, to ${end} bytes`)
    this.output += 'Continue? [y/N]: '
    const { answer } = this.options
    if (answer === undefined) throw new Stop(undefined)
    if (!/^y/i.test(answer)) this.stop('Aborting...')
    if (this.disk.truncate(path, end) !== undefined) this.stop(`Failed to truncate AOF ${name}`)
  }
}

export const checkAof = (disk: DiskView, options: CheckAofOptions): CheckAofResult => {
  const check = new Check(disk, options)
  const status = check.run()
  return { output: check.output, status }
}
