import { command, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { keep, writeHyperLogLog } from './shared/hyperloglog.ts'

export const pfadd = command({
  name: 'pfadd',
  summary: 'Counts elements into a HyperLogLog; returns 1 when its registers changed.',
  since: '2.8.9',
  group: 'hyperloglog',
  complexity: 'O(1) for each element',
  arity: -2,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'hyperloglog', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('element', { optional: true, multiple: true })],
  run: (client, argv) => {
    const { db, reply, server } = client
    const key = argv[1]!
    const sketch = writeHyperLogLog(client, key)
    const { hll } = sketch
    let updated = sketch.isNew ? 1 : 0
    for (let i = 2; i < argv.length; i++) {
      const added = hll.add(argv[i]!, server.config.values.hllSparseMaxBytes)
      if (added === 'changed') updated++
      if (added !== 'invalid') continue
      keep(sketch)
      throw errors.invalidHyperLogLog()
    }
    if (updated > 0) {
      hll.invalidate()
      keep(sketch)
      db.changed(key, 'string', 'pfadd', updated)
    }
    reply.integer(updated > 0 ? 1 : 0)
  },
})
