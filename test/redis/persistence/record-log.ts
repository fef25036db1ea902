/** `node test/redis/persistence/record-log.ts`: the logs a real redis-server writes in these cases, `recorded-log.json`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { RealServer } from '../../conformance/real-server.ts'
import { encodeCommand } from '../../conformance/words.ts'
import { logCases } from './log-cases.ts'
import { LOG_FILE, LOG_OPTIONS, playLog, readLog } from './play-log.ts'

const recorded: Record<string, string[]> = {}
for (const each of logCases) {
  const server = await RealServer.start(LOG_OPTIONS)
  const client = await server.client()
  client.send(encodeCommand(['CONFIG', 'GET', 'dir']))
  await server.settle(() => client.waiting > 0, { quiet: 5000 })
  const [reply] = client.take()
  const directory = (reply as unknown as { items: { text: string }[] }).items[1]!.text
  await playLog(server, each)
  await delay(300)
  recorded[each.name] = readLog(readFileSync(join(directory, LOG_FILE), 'latin1'), Date.now())
  await server.close()
}
const target = fileURLToPath(new URL('recorded-log.json', import.meta.url))
writeFileSync(target, JSON.stringify(recorded, null, 1) + '\n')
