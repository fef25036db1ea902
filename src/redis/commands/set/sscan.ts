import type { Member } from '../../../structures/dict.ts'
import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'
import { parseCursor, parseScanOptions, passes, walk, writeScan } from '../generic/shared/scan.ts'
import { readSet } from './shared/set.ts'

export const sscan = command({
  name: 'sscan',
  summary: 'Walks over the members of a set, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'set',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'set', 'slow'],
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
    const set = readSet(client.db, argv[1]!)
    if (set === undefined) return writeScan(client.reply, 0, [])
    const options = parseScanOptions(argv, 3)
    let next = 0
    let members: string[]
    if (set.table === null) {
      members = set.members()
    } else {
      const found: Member[] = []
      next = walk(set.table, cursor, options.count, 1, found)
      members = found.map((entry) => entry.key)
    }
    client.work(members.length)
    writeScan(
      client.reply,
      next,
      members.filter((member) => passes(options, member)),
    )
  },
})
