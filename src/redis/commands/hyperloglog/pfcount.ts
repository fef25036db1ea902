import { command, key, keysAt } from '../../command/declaration.ts'
import type { Client } from '../../clients/client.ts'
import { errors } from '../../command/errors.ts'
import { Type } from '../../keyspace/entry.ts'
import { countRegisters, REGISTERS } from '../../../structures/hyperloglog.ts'
import { keep, mergeKeys, openHyperLogLog } from './shared/hyperloglog.ts'

export const pfcount = command({
  name: 'pfcount',
  summary: 'Estimates how many different elements a HyperLogLog, or several together, have seen.',
  since: '2.8.9',
  group: 'hyperloglog',
  complexity: 'O(1) for a single key; O(N) for N keys, each of them costly',
  arity: -2,
  flags: ['readonly'],
  acl: ['read', 'hyperloglog', 'slow'],
  keySpecs: [
    keysAt(1, -1, 1, ['RW', 'access'], {
      notes: 'Read and write: the estimate is noted in the value, and replicas are told.',
    }),
  ],
  args: [key('key', { multiple: true })],
  mayReplicate: true,
  run: (client, argv) => {
    if (argv.length === 2) return client.reply.integer(countKey(client, argv[1]!))
    const registers = new Uint8Array(REGISTERS)
    mergeKeys(client, argv.slice(1), registers)
    client.work(REGISTERS / 16)
    client.reply.integer(countRegisters(registers))
  },
})

/** The estimate for one key: the one in its header, or a new one, which is noted there. */
const countKey = (client: Client, key: string): number | bigint => {
  const { db, server } = client
  const entry = db.read(key, Type.string)
  if (entry === undefined) return 0
  const sketch = openHyperLogLog(db, entry)
  const { hll } = sketch
  const { cached } = hll
  if (cached !== undefined) return cached
  client.work(REGISTERS / 16)
  const card = hll.count()
  if (card === undefined) throw errors.invalidHyperLogLog()
  hll.cache(card)
  keep(sketch)
  // The value changed, so AOF and replicas get the PFCOUNT; subscribers are not told.
  db.signalModified(key)
  server.dirty++
  return card
}
