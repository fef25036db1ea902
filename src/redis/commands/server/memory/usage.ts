import type { Declaration } from '../../../command/declaration.ts'
import { integer, key, keysAt } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { readInteger } from '../../../command/arguments.ts'
import { memoryUsage as usageOf } from '../../../introspection/memory-usage.ts'

/** Elements looked at unless told (OBJ_COMPUTE_SIZE_DEF_SAMPLES). */
const SAMPLES = 5

export const memoryUsage: Declaration = {
  name: 'usage',
  summary: 'Estimates the bytes a key and its value take.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(N) for N elements sampled',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RO'])],
  args: [key(), integer('count', { token: 'SAMPLES', optional: true })],
  run: (client, argv) => {
    let samples = SAMPLES
    for (let i = 3; i < argv.length; i += 2) {
      if (!equalsIgnoreCase(argv[i]!, 'samples') || i + 1 >= argv.length) throw errors.syntax()
      samples = readInteger(argv[i + 1]!)
      if (samples < 0) throw errors.syntax()
      if (samples === 0) samples = Infinity
    }
    const entry = client.db.peek(argv[2]!)
    if (entry === undefined) {
      client.reply.nil()
      return
    }
    const usage = usageOf(entry, samples, client.server.memory.rooms.of(entry))
    if (typeof entry.value === 'object' && 'size' in entry.value)
      client.work(Math.min(samples, entry.value.size))
    client.reply.integer(usage)
  },
}
