/** Plays the cases of `log-cases.ts` on a server and reads what stands in its log afterwards. */
import { splitArgs } from '../../../src/bytes/quote.ts'
import { AofReader } from '../../../src/formats/aof/reader.ts'
import type { Target, TargetClient } from '../../conformance/target.ts'
import { encodeCommand } from '../../conformance/words.ts'
import type { LogCase } from './log-cases.ts'

export const LOG_OPTIONS = ['--appendonly', 'yes', '--appendfsync', 'no', '--enable-debug-command', 'yes']
export const LOG_FILE = 'appendonlydir/appendonly.aof.1.incr.aof'

/** How long a command may stay without an answer before it is taken to wait, ms. */
const PATIENCE = { quiet: 60 }

export const playLog = async (target: Target, { lines }: LogCase): Promise<void> => {
  const clients = new Map<string, TargetClient>()
  for (const line of lines) {
    if (typeof line === 'number') {
      await target.sleep(line)
      continue
    }
    const named = /^([a-z])> (.*)$/.exec(line)
    const name = named?.[1] ?? ''
    const client = clients.get(name) ?? (await target.client())
    clients.set(name, client)
    client.take()
    client.send(encodeCommand(splitArgs(named?.[2] ?? line)!))
    await target.settle(() => client.waiting > 0, PATIENCE)
  }
}

/** Commands with instants near `now` (Unix ms) told by the seconds they are away, in tens. */
export const readLog = (text: string, now: number): string[] => {
  const reader = new AofReader(text)
  const commands: string[] = []
  for (let item = reader.next(); item.kind === 'command'; item = reader.next()) {
    const words = item.argv.map((word) => {
      const [, ms, rest = ''] = /^(\d{13})(-\d+)?$/.exec(word) ?? []
      const away = Math.round((Number(ms) - now) / 10_000)
      return ms !== undefined && Math.abs(away) < 1000 ? `<now+${away * 10}s>${rest}` : word
    })
    commands.push(words.map((word) => JSON.stringify(word)).join(' '))
  }
  return commands
}
