import { command, key, keysAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { REGISTERS } from '../../../structures/hyperloglog.ts'
import { keep, mergeKeys, writeHyperLogLog } from './shared/hyperloglog.ts'

export const pfmerge = command({
  name: 'pfmerge',
  summary: 'Merges HyperLogLogs into one that has seen what each of them has seen.',
  since: '2.8.9',
  group: 'hyperloglog',
  complexity: 'O(N) for N keys, each of them costly',
  arity: -2,
  flags: ['write', 'denyoom'],
  acl: ['write', 'hyperloglog', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'insert']), keysAt(2, -1, 1, ['RO', 'access'])],
  args: [key('destkey'), key('sourcekey', { keySpecIndex: 1, multiple: true })],
  run: (client, argv) => {
    const { db, reply, server } = client
    const key = argv[1]!
    const registers = new Uint8Array(REGISTERS)
    const anyDense = mergeKeys(client, argv.slice(1), registers)
    const sketch = writeHyperLogLog(client, key)
    const { hll } = sketch
    if (anyDense && !hll.toDense()) throw errors.invalidHyperLogLog()
    client.work(REGISTERS / 16)
    for (let i = 0; i < REGISTERS; i++) {
      if (registers[i] !== 0) hll.raise(i, registers[i]!, server.config.values.hllSparseMaxBytes)
    }
    hll.invalidate()
    keep(sketch)
    db.changed(key, 'string', 'pfadd')
    reply.ok()
  },
})
