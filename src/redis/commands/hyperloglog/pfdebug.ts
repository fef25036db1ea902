import { command, key, keysAt, string } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { denseGet, REGISTERS } from '../../../structures/hyperloglog.ts'
import type { Client } from '../../clients/client.ts'
import { errors } from '../../command/errors.ts'
import { Type } from '../../keyspace/entry.ts'
import { keep, openHyperLogLog } from './shared/hyperloglog.ts'
import type { Sketch } from './shared/hyperloglog.ts'

export const pfdebug = command({
  name: 'pfdebug',
  summary: 'Shows or changes the inside of a HyperLogLog.',
  since: '2.8.9',
  group: 'hyperloglog',
  complexity: 'N/A',
  docFlags: ['syscmd'],
  arity: 3,
  flags: ['write', 'denyoom', 'admin'],
  acl: ['write', 'hyperloglog', 'admin', 'slow', 'dangerous'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'access'])],
  args: [string('subcommand'), key()],
  run: (client, argv) => {
    const { db, reply } = client
    const word = argv[1]!
    const entry = db.lookupWrite(argv[2]!)
    if (entry === undefined) throw errors.text('ERR The specified key does not exist')
    if (entry.type !== Type.string) throw errors.wrongType()
    const sketch = openHyperLogLog(db, entry)
    const { hll } = sketch
    if (equalsIgnoreCase(word, 'getreg')) {
      convert(client, sketch)
      reply.array(REGISTERS)
      for (let i = 0; i < REGISTERS; i++) reply.integer(denseGet(hll.bytes, i))
    } else if (equalsIgnoreCase(word, 'decode')) {
      if (!hll.isSparse) throw errors.text('ERR HLL encoding is not sparse')
      reply.bulk(hll.runsText())
    } else if (equalsIgnoreCase(word, 'encoding')) {
      reply.status(hll.isSparse ? 'sparse' : 'dense')
    } else if (equalsIgnoreCase(word, 'todense')) {
      reply.integer(convert(client, sketch) ? 1 : 0)
    } else {
      throw errors.unknownPfdebug(word)
    }
  },
})

/** Makes it dense; false when it was so. Counts as a change, so that replicas convert theirs too. */
const convert = ({ server }: Client, sketch: Sketch): boolean => {
  const { hll } = sketch
  if (!hll.isSparse) return false
  if (!hll.toDense()) throw errors.invalidHyperLogLog()
  keep(sketch)
  server.dirty++
  return true
}
