/** The two servers that are held against each other, and how a stream is played on one. */
import type { Reply } from '../conformance/reply.ts'
import { isAggregate } from '../conformance/reply.ts'
import { RealServer } from '../conformance/real-server.ts'
import type { Target, TargetClient } from '../conformance/target.ts'
import { encodeCommand } from '../conformance/words.ts'

/** A command, or with `raw` bytes: its words are sent as they are. */
export type Call = { client: string; argv: readonly string[]; raw?: boolean }

const PATIENCE = { quiet: 10_000 }
/** Commands in flight: enough that the round trip does not count. */
const BATCH = 400

const DEFAULTS = [
  'maxmemory', '0',
  'hash-max-listpack-entries', '512', 'hash-max-listpack-value', '64',
  'zset-max-listpack-entries', '128', 'zset-max-listpack-value', '64',
  'set-max-intset-entries', '512', 'list-max-listpack-size', '-2', 'list-compress-depth', '0',
  'notify-keyspace-events', '',
  'stream-node-max-bytes', '4096', 'stream-node-max-entries', '100',
] // prettier-ignore

/** A server that can be put back to how it began. */
export interface Contestant {
  /** An empty server with default limits and no clients. */
  fresh(): Promise<Target>
  close(): Promise<void>
}

/** The names in a reply to ACL USERS, but the default user's. */
const strangers = (reply: Reply): string[] =>
  isAggregate(reply)
    ? reply.items.flatMap((item) => ('text' in item && item.text !== 'default' ? [item.text] : []))
    : []

/** Values can be compared by their digests; a payload that would break a real server later is refused. */
const OPTIONS = ['--enable-debug-command', 'yes', '--sanitize-dump-payload', 'yes']

export const realContestant = async (): Promise<Contestant> => {
  const server = await RealServer.start(OPTIONS)
  const used: TargetClient[] = []
  const target: Target = {
    simulated: false,
    client: async () => {
      const client = await server.client()
      used.push(client)
      return client
    },
    settle: (done, patience) => server.settle(done, patience),
    sleep: (ms) => server.sleep(ms),
    close: async () => {},
  }
  return {
    fresh: async () => {
      for (const client of used.splice(0)) client.close()
      const replies = await playOne(target, [
        ['SCRIPT', 'FLUSH'],
        ['FUNCTION', 'FLUSH'],
        ['FLUSHALL'],
        ['CONFIG', 'SET', ...DEFAULTS],
        ['ACL', 'USERS'],
      ])
      if (replies.some((reply) => reply.type === 'error')) throw new Error(JSON.stringify(replies))
      await playOne(target, [['ACL', 'DELUSER', 'nobody', ...strangers(replies.at(-1)!)]])
      return target
    },
    close: () => server.close(),
  }
}

const wallClock = (): number => Math.floor((performance.timeOrigin + performance.now()) * 1000)

/** The simulator's clock follows the wall clock, so that instants can be compared with the real server's. */
const keepTime = (target: Target): void => target.keepTime?.(wallClock())

export const simulatorContestant = async (seed: string): Promise<Contestant> => {
  const { Simulator } = await import('../conformance/simulator.ts')
  return { fresh: () => Simulator.start(OPTIONS, seed, wallClock()), close: async () => {} }
}

const thrown = (error: unknown): Reply => ({
  type: 'error',
  text: `it threw ${error instanceof Error ? error.message : String(error)}`,
})

/** The simulator may throw, then nothing after that is sensible: the stream ends there. */
const playSimulated = async (
  target: Target,
  client: TargetClient,
  stream: readonly (readonly string[])[],
): Promise<Reply[]> => {
  const replies: Reply[] = []
  for (const [i, argv] of stream.entries()) {
    if (i % BATCH === 0) keepTime(target)
    try {
      client.send(encodeCommand(argv))
    } catch (error) {
      return [...replies, thrown(error)]
    }
    if (client.waiting === 0) await target.settle(() => client.waiting > 0, PATIENCE)
    const [reply, ...more] = client.take()
    if (reply === undefined || more.length > 0) return [...replies, thrown(`${more.length + 1} replies`)]
    replies.push(reply)
  }
  return replies
}

const playOne = async (target: Target, stream: readonly (readonly string[])[]): Promise<Reply[]> => {
  const client = await target.client()
  if (target.simulated) return playSimulated(target, client, stream)
  const replies: Reply[] = []
  for (let i = 0; i < stream.length; i += BATCH) {
    const batch = stream.slice(i, i + BATCH)
    client.send(batch.map(encodeCommand).join(''))
    await target.settle(() => client.waiting >= batch.length || client.closed, PATIENCE)
    replies.push(...client.take())
    if (client.closed) break
  }
  return replies
}

/** The replies to a stream sent by one client, in order; fewer when the connection ended. */
export const playStream = playOne

/** Two round trips of another client: then everything that was caused before has arrived. */
const barrier = async (target: Target, control: TargetClient): Promise<void> => {
  if (target.simulated) return keepTime(target)
  for (let i = 0; i < 2; i++) {
    control.send('PING\r\n')
    await target.settle(() => control.waiting > 0, PATIENCE)
    control.take()
  }
  await new Promise<void>((resolve) => {
    setImmediate(resolve)
  })
}

/** What arrived after each call, for every client by name. */
export type Arrivals = Map<string, Reply[]>[]

/**
 * Plays calls of several clients one at a time. A call of a client that still waits for a reply is left out when
 * `skipBusy`; `calls` of the result are those that were sent.
 */
export const playCalls = async (
  target: Target,
  calls: readonly Call[],
  skipBusy: boolean,
): Promise<{ calls: Call[]; arrivals: Arrivals; closed: string[] }> => {
  const control = await target.client()
  const clients = new Map<string, TargetClient>()
  const busy = new Map<string, number>()
  const sent: Call[] = []
  const arrivals: Arrivals = []
  for (const call of calls) {
    if (skipBusy && (busy.get(call.client) ?? 0) > 0) continue
    let client = clients.get(call.client)
    if (!client) clients.set(call.client, (client = await target.client()))
    sent.push(call)
    busy.set(call.client, (busy.get(call.client) ?? 0) + 1)
    const came = new Map<string, Reply[]>()
    try {
      client.send(call.raw ? call.argv.join('') : encodeCommand(call.argv))
      // It gives up after a millisecond: the answer must not be a matter of luck.
      if (call.argv.includes('0.001')) await target.sleep(15)
      await barrier(target, control)
    } catch (error) {
      arrivals.push(new Map([[call.client, [thrown(error)]]]))
      break
    }
    for (const [name, other] of clients) {
      if (other.waiting === 0) continue
      busy.set(name, busy.get(name)! - other.waiting)
      came.set(name, other.take())
    }
    arrivals.push(came)
  }
  // A server closes when it comes round to it: only whether it did can be compared.
  await target.settle(() => false, { quiet: 60 })
  const closed = [...clients].filter(([, client]) => client.closed).map(([name]) => name)
  return { calls: sent, arrivals, closed }
}
