import type { Client } from '../../../clients/client.ts'
import { readPositive } from '../../../command/arguments.ts'
import { cString } from '../../../config/ctext.ts'

/** DEBUG POPULATE <count> [<prefix>] [<size>]: strings under prefix:0, prefix:1 …, as far as they are not there. */
export const debugPopulate = (client: Client, argv: readonly string[]): void => {
  const { db } = client
  const count = readPositive(argv[2]!)
  const prefix = argv.length === 3 ? 'key' : cString(argv[3]!)
  db.dict.expand(count)
  const size = argv.length === 5 ? readPositive(argv[4]!) : 0
  client.work(count)
  for (let i = 0; i < count; i++) {
    const key = `${prefix}:${i}`
    if (db.lookupWrite(key) !== undefined) continue
    const value = `value:${i}`
    const text = size === 0 ? value : value.slice(0, size).padEnd(size, '\0')
    const entry = db.add(key, text)
    if (size > 0) entry.raw = size > 44
    db.signalModified(key)
  }
  client.reply.ok()
}
