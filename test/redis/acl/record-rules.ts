/**
 * Records how redis-server tells the command rules of users made by random rules, into recorded-rules.json:
 * `node test/redis/acl/record-rules.ts`. Single commands, told in the order of a hash table, are sorted.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordedInfo } from '../../conformance/command-fixtures.ts'
import { RealServer } from '../../conformance/real-server.ts'
import { encodeCommand } from '../../conformance/words.ts'
import { categories } from '../../../src/redis/acl/categories.ts'
import { RandomStream } from '../../../src/bytes/random.ts'
import { told } from './told.ts'

const CASES = 120
const info = recordedInfo()
const names = Object.keys(info).flatMap((name) => {
  const [subcommands] = info[name]!.slice(9) as [unknown]
  const subs = Array.isArray(subcommands) ? subcommands.map(([sub]: [string]) => sub) : []
  return [name, ...subs]
})

const random = new RandomStream('acl rules')
const pick = <T>(items: readonly T[]): T => items[random.below(items.length)]!

const rule = (): string => {
  const sign = pick(['+', '-'])
  if (random.below(2) === 0) return `${sign}@${random.below(8) === 0 ? 'all' : pick(categories)}`
  if (random.below(12) === 0) return `+${pick(['select|0', 'echo|x', 'get|a', 'select|1'])}`
  return sign + pick(names)
}

const server = await RealServer.start([])
const client = await server.client()
const recorded: { rules: string[]; commands: ReturnType<typeof told> }[] = []
for (let i = 0; i < CASES; i++) {
  const first = random.below(2) === 0 ? ['+@all'] : []
  const rules = [...first, ...Array.from({ length: 1 + random.below(6) }, rule)]
  client.send(
    encodeCommand(['ACL', 'SETUSER', 'u', 'reset', ...rules]) + encodeCommand(['ACL', 'GETUSER', 'u']),
  )
  await server.settle(() => client.waiting === 2, { quiet: 1000 })
  const [, user] = client.take()
  if (user === undefined || !('items' in user)) throw new Error(JSON.stringify(user))
  recorded.push({ rules, commands: told((user.items[5] as { text: string }).text) })
}
client.close()
await server.close()
writeFileSync(join(import.meta.dirname, 'recorded-rules.json'), `${JSON.stringify(recorded, null, 1)}\n`)
