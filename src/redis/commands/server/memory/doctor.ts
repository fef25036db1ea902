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

/** Below this there is nothing to say, bytes. */
const SMALL = 5 * 1024 * 1024
/** A peak so many times what is used is worth a word. */
const PEAK_RATIO = 1.5
/** Pages nobody uses are, from this ratio and this many bytes on. */
const WASTED = 10 * 1024 * 1024
const FRAGMENTATION = 1.4
const ALLOCATOR = 1.1
/** Bytes of one client's buffers on the average, and of a replica's; scripts that are kept. */
const CLIENT_BYTES = 200 * 1024
const REPLICA_BYTES = 10 * 1024 * 1024
const SCRIPTS = 1000

/** What is wrong, in the order of getMemoryDoctorReport (object.c), whose limits these are. */
const problems = (server: RedisServer): string[] => {
  const { used, clients, replicas } = server.memory.figures()
  const { rss, allocated, active, resident } = residency(server, used)
  const wasteful = (more: number, less: number, ratio: number): boolean =>
    more / less > ratio && more - less > WASTED
  const count = [...server.clients.values()].filter(({ type }) => type === 'replica').length
  const normal = server.clients.size - count
  const checks: readonly (readonly [boolean, string])[] = [
    [
      server.memory.peak / used > PEAK_RATIO,
      'Peak: much more memory was in use once than is now; the pages may not all have been given back.',
    ],
    [wasteful(rss, used, FRAGMENTATION), 'Fragmentation: the process holds far more pages than it uses.'],
    [
      wasteful(active, allocated, ALLOCATOR),
      'Allocator: free space is scattered over pages in use; active defragmentation could gather it.',
    ],
    [
      wasteful(resident, active, ALLOCATOR),
      'Dirty pages: the allocator keeps pages nothing is on; MEMORY PURGE gives them back.',
    ],
    [wasteful(rss, resident, ALLOCATOR), 'Process: it holds pages beside those of the allocator.'],
    [
      count > 0 && replicas / count > REPLICA_BYTES,
      'Replicas: their buffers are large; one may read too slowly.',
    ],
    [
      normal > 0 && clients / normal > CLIENT_BYTES,
      'Clients: their buffers are large; one may send too fast or read too slowly.',
    ],
    [
      (server.scripting?.scripts.size ?? 0) > SCRIPTS,
      'Scripts: there are very many; arguments do not belong into a script.',
    ],
  ]
  return checks.filter(([found]) => found).map(([, words]) => words)
}

const report = (server: RedisServer): string => {
  if (server.memory.used < SMALL) return 'The data set is too small to say anything about its memory.\n'
  const found = problems(server)
  if (found.length === 0) return 'No problem with memory was found.\n'
  return `Problems with memory:\n\n${found.map((line) => ` * ${line}\n`).join('')}`
}
