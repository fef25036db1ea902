/**
 * `node test/fuzz/log.ts --seed S --rounds R --n N [--group G]`: the same random commands on a private redis-server and
 * on the simulator, both with an append-only file; then the two files are compared, command by command.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { AofReader } from '../../src/formats/aof/reader.ts'
import { RealServer } from '../conformance/real-server.ts'
import { Simulator } from '../conformance/simulator.ts'
import type { Target } from '../conformance/target.ts'
import { encodeCommand } from '../conformance/words.ts'
import { LOG_FILE, LOG_OPTIONS } from '../redis/persistence/play-log.ts'
import { Dice } from './dice.ts'
import { groupNames, makeStream } from './stream.ts'

/** Commands whose outcome is left to chance, and those that are no matter of the log. */
const LEFT_OUT = /^(spop|[shz]rand\w+|randomkey|debug|script|function|acl|shutdown|eval\w*|fcall\w*)$/i
const OPTIONS = [...LOG_OPTIONS, '--auto-aof-rewrite-percentage', '0']
const QUIET = ['DEBUG', 'SET-ACTIVE-EXPIRE', '0']
const BATCH = 100
const PATIENCE = { quiet: 5000 }
/** Instants may differ by so much, ms. */
const DRIFT = 5000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    n: { type: 'string', default: '3000' },
    group: { type: 'string', default: '' },
  },
})

const wallClock = (): number => Date.now() * 1000

const play = async (target: Target, stream: readonly string[][]): Promise<void> => {
  const client = await target.client()
  for (let i = 0; i < stream.length; i += BATCH) {
    const batch = stream.slice(i, i + BATCH)
    target.keepTime?.(wallClock())
    client.send(batch.map(encodeCommand).join(''))
    await target.settle(() => client.waiting >= batch.length || client.closed, PATIENCE)
    client.take()
  }
  await delay(300)
  target.keepTime?.(wallClock())
}

const commandsOf = (text: string): (readonly string[])[] => {
  const reader = new AofReader(text)
  const commands: (readonly string[])[] = []
  for (let item = reader.next(); item.kind === 'command'; item = reader.next()) commands.push(item.argv)
  if (reader.offset !== text.length) throw new Error(`the log is broken at ${reader.offset}`)
  return commands
}

const alike = (a: string, b: string): boolean => {
  if (a === b) return true
  const [one, other] = [a, b].map((word) => /^(\d{13,})(-\d+)?$/.exec(word))
  if (!one || !other || one[2] !== other[2]) return false
  return Math.abs(Number(one[1]) - Number(other[1])) < DRIFT
}

const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && a.length === b?.length && a.every((word, i) => alike(word, b[i]!))

const directoryOf = async (server: RealServer): Promise<string> => {
  const client = await server.client()
  client.send(encodeCommand(['CONFIG', 'GET', 'dir']))
  await server.settle(() => client.waiting > 0, PATIENCE)
  return (client.take()[0] as unknown as { items: { text: string }[] }).items[1]!.text
}

const round = async (seed: string): Promise<{ commands: number; differs: boolean }> => {
  const groups =
    values.group === '' ? groupNames.filter((name) => name !== 'scripting') : values.group.split(',')
  const units = makeStream(new Dice(seed), Number(values.n), groups) as unknown as string[][][]
  // When keys run out of their own accord is a matter of the clock.
  const stream = [QUIET, ...units.flat().filter(([name]) => !LEFT_OUT.test(name!))]
  const real = await RealServer.start(OPTIONS)
  const simulator = await Simulator.start(OPTIONS, seed, wallClock())
  const directory = await directoryOf(real)
  await play(real, stream)
  await play(simulator, stream)
  const left = commandsOf(readFileSync(join(directory, LOG_FILE), 'latin1'))
  const right = commandsOf(simulator.world.host('server').disk.read(LOG_FILE)!)
  await real.close()
  let at = 0
  while (at < Math.max(left.length, right.length) && same(left[at], right[at])) at++
  const differs = at < Math.max(left.length, right.length)
  if (differs) {
    console.log(`round ${seed}: command ${at} of ${left.length}, ${right.length}`)
    for (let i = Math.max(0, at - 2); i < at + 3; i++) {
      console.log(`${i === at ? '>' : ' '} ${JSON.stringify(left[i])}\n  ${JSON.stringify(right[i])}`)
    }
  }
  return { commands: left.length, differs }
}

let commands = 0
let differences = 0
for (let i = 0; i < Number(values.rounds); i++) {
  const result = await round(`${values.seed}-${i}`)
  commands += result.commands
  if (result.differs) differences++
}
console.log(`${commands} commands in logs, ${differences} of ${values.rounds} rounds differ`)
process.exitCode = differences > 0 ? 1 : 0
