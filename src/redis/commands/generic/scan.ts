import { toLower } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { command, integer, pattern, string } from '../../command/declaration.ts'
import type { Entry } from '../../keyspace/entry.ts'
import { parseCursor, parseScanOptions, passes, walk, writeScan } from './shared/scan.ts'

/** Names of one page that the trace is told. */
const TOLD_KEYS = 1000

const tellPage = (client: Client, cursor: bigint, next: number, keys: readonly string[]): void =>
  client.server.trace({
    type: 'scan.page',
    client: client.id,
    db: client.db.id,
    cursor: String(cursor),
    next: String(next),
    count: keys.length,
    keys: keys.slice(0, TOLD_KEYS),
  })

export const scan = command({
  name: 'scan',
  summary: 'Walks over the names of all keys, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'generic',
  complexity: 'O(1) per call, O(N) for a whole pass over N keys',
  history: [['6.0.0', 'The `TYPE` option.']],
  arity: -2,
  flags: ['readonly'],
  acl: ['keyspace', 'read', 'slow'],
  tips: ['nondeterministic_output', 'request_policy:special'],
  args: [
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
    string('type', { token: 'TYPE', since: '6.0.0', optional: true }),
  ],
  touchesArbitraryKeys: true,
  run: (client, argv) => {
    const { db } = client
    const cursor = parseCursor(argv[1]!)
    const options = parseScanOptions(argv, 2, true)
    const type = options.type === undefined ? undefined : toLower(options.type)
    const found: Entry[] = []
    const next = walk(db, cursor, options.count, 1, found)
    client.work(found.length)
    const keys: string[] = []
    for (const { key } of found) {
      if (!passes(options, key)) continue
      if (type !== undefined && db.typeName(key) !== type) continue
      if (db.has(key)) keys.push(key)
    }
    if (client.server.system.tracing) tellPage(client, cursor, next, keys)
    writeScan(client.reply, next, keys)
  },
})
