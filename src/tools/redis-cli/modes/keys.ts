/**
 * `redis-cli --bigkeys`, `--memkeys` and `--hotkeys`: SCAN through everything, asking about each key
 * (redis-cli.c, findBigKeys and findHotKeys; lines recorded, introductions ours).
 */
import { formatFixed } from '../../../bytes/printf.ts'
import { quote } from '../../../bytes/quote.ts'
import type { Reply } from '../../../resp/reply-decoder.ts'
import { askPage, giveUp, scanPage } from './mode.ts'
import type { ModeHost, ModeRunner } from './mode.ts'

interface TypeCount {
  readonly name: string
  /** Undefined: a type that only MEMORY USAGE can measure. */
  readonly command: string | undefined
  readonly unit: string
  biggest: number
  biggestKey: string | undefined
  total: number
  count: number
}

const type = (name: string, command: string | undefined, unit: string): TypeCount => ({
  name,
  command,
  unit,
  biggest: 0,
  biggestKey: undefined,
  total: 0,
  count: 0,
})

const knownTypes = (): TypeCount[] => [
  type('string', 'STRLEN', 'bytes'),
  type('list', 'LLEN', 'items'),
  type('hash', 'HLEN', 'fields'),
  type('stream', 'XLEN', 'entries'),
  type('set', 'SCARD', 'members'),
  type('zset', 'ZCARD', 'members'),
]

const intro = (what: string) =>
  `\n# Going through all keys with SCAN to find ${what}.\n` +
  '# With -i 0.1 it rests for 0.1 seconds after every 100 pages (seldom needed).\n\n'

/** printf's %05.2f%%. */
const percent = (part: number, whole: number): string =>
  `${formatFixed(whole === 0 ? 0 : (100 * part) / whole, 2).padStart(5, '0')}%`

/** Pages scanned between two rests of -i. */
const PAGES_BETWEEN_RESTS = 100

/** SCAN page by page; what is asked about the keys of a page differs. */
abstract class KeyWalk implements ModeRunner {
  protected sampled = 0
  protected whole = 0
  protected keys: readonly string[] = []
  private step: 'size' | 'page' | 'keys' = 'size'
  private cursor = '0'
  private pages = 0
  private interrupted = false

  abstract introduction(): string
  /** Asks about the keys of a page. */
  abstract askAbout(cli: ModeHost): void
  /** A reply to that; true when the page is done with. */
  abstract answered(cli: ModeHost, reply: Reply): boolean
  abstract summary(cli: ModeHost): void

  onReady(cli: ModeHost): void {
    cli.ask('DBSIZE')
  }

  onReply(cli: ModeHost, reply: Reply): void {
    if (this.step === 'size') this.sized(cli, reply)
    else if (this.step === 'page') this.paged(cli, reply)
    else if (this.answered(cli, reply)) this.next(cli)
  }

  onTimer(cli: ModeHost): void {
    this.step = 'page'
    askPage(cli, this.cursor)
  }

  onLost(cli: ModeHost): void {
    giveUp(cli, 'Error: Server closed the connection\n')
  }

  onInterrupt(cli: ModeHost): boolean {
    if (this.interrupted) return false
    this.interrupted = true
    this.summary(cli)
    cli.exit(0)
    return true
  }

  private sized(cli: ModeHost, reply: Reply): void {
    if (reply.type !== 'integer') {
      giveUp(cli, `Couldn't determine DBSIZE: ${reply.type === 'error' ? reply.text : ''}\n`)
      return
    }
    this.whole = Number(reply.value)
    cli.write(this.introduction())
    this.onTimer(cli)
  }

  private paged(cli: ModeHost, reply: Reply): void {
    const page = scanPage(reply)
    if (page === undefined) {
      giveUp(cli, reply.type === 'error' ? `SCAN error: ${reply.text}\n` : 'Invalid reply from SCAN!\n')
      return
    }
    this.cursor = page.cursor
    this.keys = page.keys
    this.step = 'keys'
    if (page.keys.length === 0) this.next(cli)
    else this.askAbout(cli)
  }

  private next(cli: ModeHost): void {
    this.pages++
    if (this.cursor === '0') {
      this.summary(cli)
      cli.exit(0)
    } else if (cli.options.interval > 0 && this.pages % PAGES_BETWEEN_RESTS === 0)
      cli.after(cli.options.interval, 'page')
    else this.onTimer(cli)
  }
}

/** `--bigkeys` counts elements, `--memkeys` bytes. */
export class BigKeysMode extends KeyWalk {
  private readonly memory: boolean
  private readonly types = knownTypes()
  private keyBytes = 0
  /** Types of the page's keys, as they are told. */
  private told: (TypeCount | undefined)[] = []
  private measured = 0

  constructor(memory: boolean) {
    super()
    this.memory = memory
  }

  introduction(): string {
    return intro('the biggest ones and the average size of each type')
  }

  askAbout(cli: ModeHost): void {
    this.told = []
    for (const key of this.keys) cli.ask('TYPE', key)
  }

  answered(cli: ModeHost, reply: Reply): boolean {
    if (this.told.length < this.keys.length) {
      this.told.push(reply.type === 'status' ? this.typeNamed(reply.text) : undefined)
      return this.told.length === this.keys.length && !this.askSizes(cli)
    }
    this.measure(cli, reply.type === 'integer' ? Number(reply.value) : 0)
    return this.nextMeasured() === this.keys.length
  }

  private typeNamed(name: string): TypeCount | undefined {
    if (name === 'none') return undefined
    const known = this.types.find((known) => known.name === name)
    if (known !== undefined) return known
    const added = type(name, undefined, '?')
    this.types.push(added)
    return added
  }

  /** False when there is nothing to ask for: all keys are gone. */
  private askSizes(cli: ModeHost): boolean {
    this.measured = 0
    let asked = false
    this.told.forEach((type, i) => {
      if (!this.isMeasured(type)) {
        if (type !== undefined) this.count(cli, type, this.keys[i]!, 0)
        return
      }
      asked = true
      const { samples } = cli.options
      if (this.memory)
        cli.ask(
          'MEMORY',
          'USAGE',
          this.keys[i]!,
          ...(samples === undefined ? [] : ['SAMPLES', String(samples)]),
        )
      else cli.ask(type!.command!, this.keys[i]!)
    })
    return asked
  }

  private isMeasured(type: TypeCount | undefined): boolean {
    return type !== undefined && (this.memory || type.command !== undefined)
  }

  /** Index of the next key whose size is still to come. */
  private nextMeasured(): number {
    while (this.measured < this.keys.length && !this.isMeasured(this.told[this.measured])) this.measured++
    return this.measured
  }

  private measure(cli: ModeHost, size: number): void {
    const i = this.nextMeasured()
    this.measured++
    this.count(cli, this.told[i]!, this.keys[i]!, size)
  }

  private count(cli: ModeHost, type: TypeCount, key: string, size: number): void {
    const done = percent(this.sampled, this.whole)
    type.total += size
    type.count++
    this.keyBytes += key.length
    this.sampled++
    if (type.biggest >= size) return
    const unit = this.memory ? 'bytes' : type.unit
    cli.write(`[${done}] Biggest ${type.name.padEnd(6)} found so far '${quote(key)}' with ${size} ${unit}\n`)
    type.biggest = size
    type.biggestKey = key
  }

  summary(cli: ModeHost): void {
    const { sampled, keyBytes, memory } = this
    const average = (total: number, count: number) => formatFixed(count === 0 ? 0 : total / count, 2)
    const unit = (type: TypeCount) => (memory ? 'bytes' : type.unit)
    const biggest = this.types
      .filter(({ biggestKey }) => biggestKey !== undefined)
      .map(
        (t) => `Biggest ${t.name.padStart(6)} found '${quote(t.biggestKey!)}' has ${t.biggest} ${unit(t)}\n`,
      )
    const totals = this.types.map(
      (t) =>
        `${t.count} ${t.name}s with ${t.total} ${unit(t)} ` +
        `(${percent(t.count, sampled)} of keys, avg size ${average(t.total, t.count)})\n`,
    )
    cli.write(
      '\n-------- summary -------\n\n' +
        `Sampled ${sampled} keys in the keyspace!\n` +
        `Total key length in bytes is ${keyBytes} (avg len ${average(keyBytes, sampled)})\n\n` +
        `${biggest.join('')}\n${totals.join('')}`,
    )
  }
}

/** Keys listed at the end. */
const HOT_KEYS = 16

/** `--hotkeys`: the LFU counters. */
export class HotKeysMode extends KeyWalk {
  private readonly hot: { key: string; counter: number }[] = []
  private answers = 0

  introduction(): string {
    return intro('the ones used most')
  }

  askAbout(cli: ModeHost): void {
    this.answers = 0
    for (const key of this.keys) cli.ask('OBJECT', 'FREQ', key)
  }

  answered(cli: ModeHost, reply: Reply): boolean {
    const key = this.keys[this.answers++]!
    if (reply.type === 'error') {
      giveUp(cli, `Error: ${reply.text}\n`)
      return false
    }
    const done = percent(this.sampled, this.whole)
    this.sampled++
    if (reply.type === 'integer') this.consider(cli, key, Number(reply.value), done)
    return this.answers === this.keys.length
  }

  private consider(cli: ModeHost, key: string, counter: number, done: string): void {
    if (this.hot.length === HOT_KEYS && this.hot.at(-1)!.counter >= counter) return
    const place = this.hot.findIndex((other) => other.counter < counter)
    this.hot.splice(place < 0 ? this.hot.length : place, 0, { key, counter })
    if (this.hot.length > HOT_KEYS) this.hot.pop()
    cli.write(`[${done}] Hot key '${quote(key)}' found so far with counter ${counter}\n`)
  }

  summary(cli: ModeHost): void {
    const lines = this.hot.map(
      ({ key, counter }) => `hot key found with counter: ${counter}\tkeyname: ${quote(key)}\n`,
    )
    cli.write(
      `\n-------- summary -------\n\nSampled ${this.sampled} keys in the keyspace!\n${lines.join('')}`,
    )
  }
}
