import { command, integer } from '../../command/declaration.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import { errors } from '../../command/errors.ts'
import type { Database } from '../../keyspace/database.ts'
import type { RedisServer } from '../../server/server.ts'

export const swapdb = command({
  name: 'swapdb',
  summary: 'Exchanges the contents of two databases at once, for all connections.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(N) for N clients watching or waiting on keys of either database',
  arity: 3,
  flags: ['write', 'fast'],
  acl: ['keyspace', 'write', 'fast', 'dangerous'],
  args: [integer('index1'), integer('index2')],
  run: (client, argv) => {
    const { server, reply } = client
    if (server.config.values.clusterEnabled) throw errors.text('ERR SWAPDB is not allowed in cluster mode')
    const first = server.databases[readIndex(argv[1]!, 'first')]
    const second = server.databases[readIndex(argv[2]!, 'second')]
    if (first === undefined || second === undefined) throw errors.dbOutOfRange()
    if (first !== second) swap(server, first, second)
    server.dirty++
    reply.ok()
  },
})

const INT_MIN = -2147483648
const INT_MAX = 2147483647

const readIndex = (text: string, which: 'first' | 'second'): number => {
  const index = parseInteger(text)
  if (typeof index !== 'number' || index < INT_MIN || index > INT_MAX) {
    throw errors.text(`ERR invalid ${which} DB index`)
  }
  return index
}

/** dbSwapDatabases: the keys change places; clients, watches and waits stay with their numbers. */
const swap = (server: RedisServer, first: Database, second: Database): void => {
  server.transactions.touchAll(first, second)
  server.transactions.touchAll(second, first)
  first.exchange(second)
  if (server.system.tracing) server.trace({ type: 'db.swapped', first: first.id, second: second.id })
  for (const db of [first, second]) {
    for (const key of db.blocking.keys()) if (db.peek(key) !== undefined) db.signalReady(key)
  }
}
