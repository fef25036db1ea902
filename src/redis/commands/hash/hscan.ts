import type { Pair } from '../../../structures/dict.ts'
import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'
import { parseCursor, parseScanOptions, passes, walk, writeScan } from '../generic/shared/scan.ts'
import { readHash } from './shared/hash.ts'

export const hscan = command({
  name: 'hscan',
  summary: 'Walks over the fields of a hash, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'hash',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'hash', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    integer('cursor'),
    pattern('pattern', { token: 'MATCH', optional: true }),
    integer('count', { token: 'COUNT', optional: true }),
  ],
  run: (client, argv) => {
    const cursor = parseCursor(argv[2]!)
    const hash = readHash(client.db, argv[1]!)
    if (hash === undefined) return writeScan(client.reply, 0, [])
    const options = parseScanOptions(argv, 3)
    const elements: string[] = []
    const take = (field: string, value: string): void => {
      if (passes(options, field)) elements.push(field, value)
    }
    if (hash.table === null) {
      client.work(hash.size)
      hash.forEach(take)
      return writeScan(client.reply, 0, elements)
    }
    const found: Pair<string>[] = []
    const next = walk(hash.table, cursor, options.count, 2, found)
    for (const { key, value } of found) take(key, value)
    client.work(found.length)
    writeScan(client.reply, next, elements)
  },
})
