/** Plays a transcript against a target and notes what arrives after each step. */
import { formatReply } from './format.ts'
import type { Target, TargetClient } from './target.ts'
import type { Arrival, Step, Transcript } from './transcript.ts'
import { DEFAULT_CLIENT } from './transcript.ts'
import { encodeCommand } from './words.ts'

export const NO_REPLY = '(no reply)'
export const CLOSED = '(closed)'

/** Silence after which a command counts as unanswered, and other clients as not affected, in ms. */
export type Timing = { reply: number; others: number }
export const RECORDING: Timing = { reply: 300, others: 25 }
/** Replaying: what is expected is waited for, so silence may be shorter. */
export const CHECKING: Timing = { reply: 300, others: 25 }
/** A check knows what has to come and waits long for that, so that a busy machine does not matter. */
const EXPECTED = 5000

/** Commands after which the connection may end or other clients may be told something. */
const ENDS = new Set(['QUIT', 'CLIENT', 'MONITOR', 'RESET', 'SHUTDOWN', 'FAILOVER'])

class Player {
  private readonly target: Target
  private readonly timing: Timing
  private readonly clients = new Map<string, TargetClient>()

  constructor(target: Target, timing: Timing) {
    this.target = target
    this.timing = timing
  }

  private async client(name: string): Promise<TargetClient> {
    const known = this.clients.get(name)
    if (known && !known.closed) return known
    const client = await this.target.client()
    this.clients.set(name, client)
    return client
  }

  /** Sends a command on a connection of its own that is gone afterwards. */
  private async aside(argv: string[]): Promise<void> {
    const client = await this.target.client()
    client.send(encodeCommand(argv))
    await this.target.settle(() => client.waiting > 0, { quiet: EXPECTED })
    const [reply] = client.take()
    if (reply?.type !== 'status') throw new Error(`${argv.join(' ')}: ${JSON.stringify(reply)}`)
    client.close()
    await this.target.settle(() => false, { quiet: 5 })
  }

  /** What has come for this client; `due` when it was sent something that wants an answer. */
  private collect(name: string, due: boolean): Arrival[] {
    const client = this.clients.get(name)!
    const lines = client.take().flatMap(formatReply)
    if (client.closed) {
      lines.push(CLOSED)
      this.clients.delete(name)
    }
    if (lines.length === 0 && due) lines.push(NO_REPLY)
    return lines.length > 0 ? [{ client: name, lines }] : []
  }

  /** True when everything that was recorded for this step has come. */
  private complete(expected: readonly Arrival[]): boolean {
    return expected.every(({ client: name, lines }) => {
      const client = this.clients.get(name)
      if (!client || lines[0] === NO_REPLY) return false
      const frames = frameCount(lines)
      return lines.at(-1) === CLOSED ? client.closed : client.waiting >= frames
    })
  }

  /** Waits for what the step brings: first its own reply, then what it causes elsewhere. */
  private async settle(step: Step, own: TargetClient | undefined): Promise<void> {
    const { reply, others } = this.timing
    const expected = step.expected
    const known = expected.length > 0 && expected.every(({ lines }) => lines[0] !== NO_REPLY)
    if (known) await this.target.settle(() => this.complete(expected), { quiet: EXPECTED })
    else if (own) await this.target.settle(() => own.waiting > 0 || own.closed, { quiet: reply })
    if (own && !this.mayAffectOthers(step)) return
    await this.target.settle(() => false, { quiet: others })
  }

  private mayAffectOthers({ action }: Step): boolean {
    if (this.clients.size > 1 || action.kind !== 'send') return true
    return action.bytes === 'raw' || ENDS.has(action.words[0]?.toUpperCase() ?? '')
  }

  private async act({ action }: Step): Promise<TargetClient | undefined> {
    if (action.kind === 'sleep') await this.target.sleep(action.ms)
    else if (action.kind === 'config') await this.aside(['CONFIG', 'SET', ...action.words])
    else if (action.kind === 'flush') await this.aside(['FLUSHALL'])
    else if (action.kind === 'close') {
      this.clients.get(action.client)?.close()
      this.clients.delete(action.client)
    } else {
      const client = await this.client(action.client)
      client.send(action.bytes === 'raw' ? action.words.join('') : encodeCommand(action.words))
      return client
    }
    return undefined
  }

  async step(step: Step): Promise<Arrival[]> {
    const own = await this.act(step)
    if (own || this.clients.size > 0) await this.settle(step, own)
    const first = step.action.kind === 'send' ? step.action.client : DEFAULT_CLIENT
    const names = [...this.clients.keys()].sort((a, b) =>
      a === first ? -1 : b === first ? 1 : a < b ? -1 : 1,
    )
    return names.flatMap((name) => this.collect(name, own !== undefined && name === first))
  }
}

/** Splits the lines of one arrival into the lines of each reply. */
export const splitFrames = (lines: readonly string[]): string[][] => {
  const frames: string[][] = []
  let width = 0
  for (const line of lines) {
    const index = /^ *(\d+)[)~>#|] /.exec(line)
    const inside = width > 0 && line.slice(0, width).trim() === ''
    const continues = width > 0 && index?.[0].length === width && index[1] !== '1'
    if (inside || continues) frames.at(-1)!.push(line)
    else {
      frames.push([line])
      width = index?.[0].length ?? 0
    }
  }
  return frames
}

const frameCount = (lines: readonly string[]): number =>
  splitFrames(lines).filter(([line]) => line !== CLOSED && line !== NO_REPLY).length

/** Plays all steps; the result has one list of arrivals for each step. */
export const play = async (target: Target, transcript: Transcript, timing: Timing): Promise<Arrival[][]> => {
  const player = new Player(target, timing)
  const arrivals: Arrival[][] = []
  for (const step of transcript.steps) {
    const skipped = target.simulated && step.markers.skipSimulator !== undefined
    arrivals.push(skipped ? step.expected : await player.step(step))
  }
  return arrivals
}
