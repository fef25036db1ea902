import type { Declaration } from '../../../command/declaration.ts'
import { databaseOverhead } from '../../../introspection/memory.ts'
import { scriptMemory } from '../../../introspection/script-memory.ts'
import { residency } from '../../../introspection/residency.ts'
import type { RedisServer } from '../../../server/server.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'
import { STARTUP } from '../../../introspection/memory.ts'
import type { MemoryFigures } from '../../../introspection/memory.ts'

export const memoryStats: Declaration = {
  name: 'stats',
  summary: 'Tells what the memory of the server is used for.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: [],
  acl: ['slow'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  run: ({ server, reply }) => {
    const { used, overhead, clients, replicas, dataset } = server.memory.figures()
    const { peak, backlog, aofBuffer } = server.memory
    const { scripts, functions } = scriptMemory(server)
    const databases = server.databases.filter(({ size }) => size > 0)
    reply.map(FIELDS + databases.length)
    const counts: readonly Figure[] = [
      ['peak.allocated', peak],
      ['total.allocated', used],
      ['startup.allocated', STARTUP],
      ['replication.backlog', backlog],
      ['clients.slaves', replicas],
      ['clients.normal', clients],
      ['cluster.links', 0],
      ['aof.buffer', aofBuffer],
      ['lua.caches', scripts],
      ['functions.caches', functions],
    ]
    for (const [name, n] of counts) writeCount(reply, name, n)
    for (const db of databases) {
      const { main, expires } = databaseOverhead(db)
      reply.bulk(`db.${db.id}`)
      reply.map(3)
      writeCount(reply, 'overhead.hashtable.main', main)
      writeCount(reply, 'overhead.hashtable.expires', expires)
      writeCount(reply, 'overhead.hashtable.slot-to-keys', 0)
    }
    writeTotals(server, reply, { used, overhead, dataset })
  },
}

/** Fields beside those of each database. */
const FIELDS = 27

type Figure = readonly [name: string, value: number]

const writeCount = (reply: ReplyWriter, name: string, n: number): void => {
  reply.bulk(name)
  reply.integer(n)
}

/** Shares and ratios are 32-bit floats in Redis. */
const writeShare = (reply: ReplyWriter, name: string, x: number): void => {
  reply.bulk(name)
  reply.double(Math.fround(x))
}

const writeTotals = (
  server: RedisServer,
  reply: ReplyWriter,
  { used, overhead, dataset }: Pick<MemoryFigures, 'used' | 'overhead' | 'dataset'>,
): void => {
  const { allocated, active, resident, rss } = residency(server, used)
  const keys = server.keyCount
  const net = Math.max(1, used - STARTUP)
  writeCount(reply, 'overhead.total', overhead)
  writeCount(reply, 'keys.count', keys)
  writeCount(reply, 'keys.bytes-per-key', keys === 0 ? 0 : Math.floor(net / keys))
  writeCount(reply, 'dataset.bytes', dataset)
  writeShare(reply, 'dataset.percentage', (dataset * 100) / net)
  writeShare(reply, 'peak.percentage', (used * 100) / server.memory.peak)
  writeCount(reply, 'allocator.allocated', allocated)
  writeCount(reply, 'allocator.active', active)
  writeCount(reply, 'allocator.resident', resident)
  writeShare(reply, 'allocator-fragmentation.ratio', active / allocated)
  writeCount(reply, 'allocator-fragmentation.bytes', active - allocated)
  writeShare(reply, 'allocator-rss.ratio', resident / active)
  writeCount(reply, 'allocator-rss.bytes', resident - active)
  writeShare(reply, 'rss-overhead.ratio', rss / resident)
  writeCount(reply, 'rss-overhead.bytes', rss - resident)
  writeShare(reply, 'fragmentation', rss / used)
  writeCount(reply, 'fragmentation.bytes', rss - used)
}
