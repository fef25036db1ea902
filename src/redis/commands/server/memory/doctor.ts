import type { Declaration } from '../../../command/declaration.ts'
import { residency } from '../../../introspection/residency.ts'
import type { RedisServer } from '../../../server/server.ts'

export const memoryDoctor: Declaration = {
  name: 'doctor',
  summary: 'Reports on problems with memory.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: [],
  acl: ['slow'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  run: ({ server, reply }) => reply.verbatim(report(server)),
}

/** Below this there is nothing to say, bytes; a peak, and pages, this many times what is used are worth a word. */
const SMALL = 5 * 1024 * 1024
const RATIO = 1.5
const PEAK_RATIO = 1.5
/** Bytes of one client's buffers on the average. */
const CLIENT_BYTES = 200 * 1024

/** getMemoryDoctorReport, object.c: the same limits. */
const report = (server: RedisServer): string => {
  const { used, clients } = server.memory.figures()
  if (used < SMALL) return 'The data set is too small to say anything about its memory.\n'
  const { rss, allocated, active } = residency(server, used)
  const found: string[] = []
  if (server.memory.peak / used > PEAK_RATIO)
    found.push(
      'Peak: much more memory was in use once than is now; the pages may not all have been given back.',
    )
  if (rss / used > RATIO) found.push('Fragmentation: the process holds far more pages than it uses.')
  if (active / allocated > 1.1) found.push('Allocator: free space is scattered over pages in use.')
  if (clients / server.clients.size > CLIENT_BYTES)
    found.push('Clients: their buffers are large; one may send too fast or read too slowly.')
  if (found.length === 0) return 'No problem with memory was found.\n'
  return `Problems with memory:\n\n${found.map((line) => ` * ${line}\n`).join('')}`
}
