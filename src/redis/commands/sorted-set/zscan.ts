import { formatDouble } from '../../../bytes/doubles.ts'
import type { SkipNode } from '../../../structures/skiplist.ts'
import { command, integer, key, keysAt, pattern } from '../../command/declaration.ts'
import { PackedElements, packedScore } from '../../values/zset-listpack.ts'
import { parseCursor, parseScanOptions, passes, walk, writeScan } from '../generic/shared/scan.ts'
import { readZSet } from './shared/zset.ts'

export const zscan = command({
  name: 'zscan',
  summary: 'Walks over the members of a sorted set with their scores, a few per call, following a cursor.',
  since: '2.8.0',
  group: 'sorted-set',
  complexity: 'O(1) per call, O(N) for a whole pass over N elements',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'sortedset', 'slow'],
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
    const zset = readZSet(client.db, argv[1]!)
    if (zset === undefined) return writeScan(client.reply, 0, [])
    const options = parseScanOptions(argv, 3)
    const { elements } = zset
    const found: string[] = []
    let next = 0
    if (elements instanceof PackedElements) {
      elements.forEach((member, score) => {
        if (passes(options, member)) found.push(member, packedScore(score))
      })
    } else {
      const nodes: SkipNode[] = []
      next = walk(elements.dict, cursor, options.count, 2, nodes)
      for (const node of nodes) {
        if (passes(options, node.key)) found.push(node.key, formatDouble(node.score))
      }
    }
    client.work(found.length)
    writeScan(client.reply, next, found)
  },
})
