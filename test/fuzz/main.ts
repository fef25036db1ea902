/**
 * `npm run fuzz -- --seed S --n N [--group G]`: random commands on a private redis-server and on the simulator,
 * every reply compared, and every so often the whole keyspace. A difference is shrunk to a minimal transcript
 * `test/conformance/transcripts/found/<seed>-<round>.txt`.
 *
 * Groups: string, list, hash, set, sorted-set, generic, server, transactions, clients (several at a time,
 * blocking commands), protocol (malformed bytes), pubsub (messages and caches) and events (keyspace notifications); several may be given, separated by commas; without one all take turns.
 * `--differences D` goes on until D were found (3). `--self` holds two real servers against each other: differences
 * are then mistakes of the fuzzer.
 */
import { parseArgs } from 'node:util'
import { realServerVersion } from '../conformance/real-server.ts'
import { makeCalls } from './clients.ts'
import { makeEventCalls, makePubSubCalls } from './pubsub.ts'
import { makeBytes } from './protocol.ts'
import type { Call } from './contestants.ts'
import { realContestant, simulatorContestant } from './contestants.ts'
import { Dice } from './dice.ts'
import { writeFound } from './found.ts'
import type { Difference, Duel } from './rounds.ts'
import { duelCalls, duelStream } from './rounds.ts'
import { shrink } from './shrink.ts'
import { groupNames, makeStream } from './stream.ts'

/** Commands in a round: then both servers begin anew, and the keyspaces have been compared. */
const ROUND = 2000
/** Groups that go step by step, ten times slower. */
const STEPWISE = ['clients', 'protocol', 'pubsub', 'events']
const STEPWISE_ROUND = 300

type Options = { seed: string; n: number; groups: string[]; differences: number; self: boolean }

const readOptions = (): Options => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      n: { type: 'string', default: '20000' },
      group: { type: 'string', default: '' },
      differences: { type: 'string', default: '3' },
      self: { type: 'boolean', default: false },
    },
  })
  const groups = values.group === '' ? [] : values.group.split(',')
  const known = [...groupNames, ...STEPWISE]
  const unknown = groups.find((group) => !known.includes(group))
  if (unknown !== undefined) throw new Error(`no group is called ${unknown}; there are ${known.join(', ')}`)
  return {
    seed: values.seed,
    n: Number(values.n),
    groups,
    differences: Number(values.differences),
    self: values.self,
  }
}

/** Without a choice: every group by itself and all together, one round each. */
const turn = (round: number): string[] => {
  const turns = [...groupNames.map((group) => [group]), groupNames, ...STEPWISE.map((group) => [group])]
  return turns[round % turns.length]!
}

const shrunk = async <T>(
  items: readonly T[],
  run: (items: readonly T[]) => Promise<Difference | undefined>,
): Promise<Difference | undefined> => {
  const minimal = await shrink(items, async (fewer) => (await run(fewer)) !== undefined)
  return run(minimal)
}

const makeConnections = (dice: Dice, n: number): Call[] =>
  Array.from({ length: n }, (_, i) => ({ client: `c${i}`, argv: [makeBytes(dice)], raw: true }))

const CALLS: Record<string, (dice: Dice, n: number) => Call[]> = {
  clients: makeCalls,
  protocol: makeConnections,
  pubsub: makePubSubCalls,
  events: makeEventCalls,
}

/** Plays one round; a difference comes back shrunk. */
const playRound = async (
  duel: Duel,
  seed: string,
  groups: string[],
): Promise<{ n: number; found?: Difference }> => {
  const dice = new Dice(seed)
  if (groups.length === 1 && STEPWISE.includes(groups[0]!)) {
    const calls = CALLS[groups[0]!]!(dice, STEPWISE_ROUND)
    const found = await duelCalls(duel, calls)
    if (!found) return { n: calls.length }
    const short = found.told.filter(({ client }) => client !== 'snapshot')
    return { n: calls.length, found: (await shrunk(short, (fewer) => duelCalls(duel, fewer))) ?? found }
  }
  const stream = makeStream(
    dice,
    ROUND,
    groups.filter((group) => !STEPWISE.includes(group)),
  )
  const found = await duelStream(duel, stream)
  if (!found) return { n: stream.length }
  return { n: stream.length, found: (await shrunk(stream, (fewer) => duelStream(duel, fewer))) ?? found }
}

const report = (name: string, { told, expected, came }: Difference): void => {
  const last = told.at(-1)!
  console.log(`\n${name}: after ${told.length - 1} commands ${JSON.stringify(last.argv)}`)
  console.log(`  redis-server:\n${expected}\n  simulator:\n${came}`)
  console.log(`  again: npm run conformance:record -- --simulator found/${name}`)
}

const fuzz = async ({ seed, n, groups, differences, self }: Options): Promise<number> => {
  const left = await realContestant()
  const right = self ? await realContestant() : await simulatorContestant(seed)
  let done = 0
  let found = 0
  try {
    for (let round = 0; done < n && found < differences; round++) {
      const result = await playRound(
        { left, right },
        `${seed}-${round}`,
        groups.length > 0 ? groups : turn(round),
      )
      done += result.n
      if (!result.found) continue
      found++
      const name = `${seed}-${round}`
      if (!self) writeFound(name, result.found)
      report(name, result.found)
    }
  } finally {
    await left.close()
    await right.close()
  }
  console.log(`seed ${seed}: ${done} commands, ${found} differences`)
  return found
}

const main = async (): Promise<number> => {
  if (realServerVersion() === undefined) {
    console.error('the fuzzer compares with redis-server 7.0, which is not on the PATH')
    return 1
  }
  return (await fuzz(readOptions())) > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
process.exitCode = await main()
