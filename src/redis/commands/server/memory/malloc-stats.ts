import type { Declaration } from '../../../command/declaration.ts'
import { residency } from '../../../introspection/residency.ts'

export const memoryMallocStats: Declaration = {
  name: 'malloc-stats',
  summary: 'Shows the figures of the memory allocator.',
  since: '4.0.0',
  group: 'server',
  complexity: 'Grows with the memory allocated; may be slow',
  arity: 2,
  flags: [],
  acl: ['slow'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  run: ({ server, reply }) => {
    const { allocated, active, resident } = residency(server, server.memory.used)
    reply.verbatim(
      `___ Begin jemalloc statistics ___\nVersion: "5.3.0-0-g54eaed1d8b56b1aa528be3bdd1877e59c56fa90c"\n` +
        `Allocated: ${allocated}, active: ${active}, resident: ${resident}\n--- End jemalloc statistics ---\n`,
    )
  },
}
