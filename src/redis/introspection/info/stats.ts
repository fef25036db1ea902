/** INFO stats, commandstats, errorstats, latencystats and keyspace. */
import { formatFixed } from '../../../bytes/printf.ts'
import type { Command } from '../../command/declaration.ts'
import { percentileText } from '../../config/special.ts'
import type { CommandStats } from '../../server/stats.ts'
import type { RedisServer } from '../../server/server.ts'
import { percentileOf } from '../latency.ts'
import { twoDigits } from './numbers.ts'
import type { InfoSection } from './section.ts'
import { fields } from './section.ts'

export const statsSection: InfoSection = {
  name: 'stats',
  title: 'Stats',
  byDefault: true,
  lines: ({ stats, pubsub, tracking, eviction, defrag, replication, migration }) =>
    fields({
      total_connections_received: stats.connectionsReceived,
      total_commands_processed: stats.commandsProcessed,
      instantaneous_ops_per_sec: stats.commandRate.perSecond,
      total_net_input_bytes: stats.netInputBytes,
      total_net_output_bytes: stats.netOutputBytes,
      total_net_repl_input_bytes: 0,
      total_net_repl_output_bytes: stats.netReplicationOutputBytes,
      instantaneous_input_kbps: twoDigits(stats.inputRate.perSecond / 1024),
      instantaneous_output_kbps: twoDigits(stats.outputRate.perSecond / 1024),
      instantaneous_input_repl_kbps: '0.00',
      instantaneous_output_repl_kbps: '0.00',
      rejected_connections: stats.rejectedConnections,
      sync_full: stats.syncFull,
      sync_partial_ok: stats.syncPartialOk,
      sync_partial_err: stats.syncPartialErr,
      expired_keys: stats.expiredKeys,
      expired_stale_perc: twoDigits(stats.expiredStale * 100),
      expired_time_cap_reached_count: stats.expiredTimeCapReached,
      expire_cycle_cpu_milliseconds: Math.floor(stats.expireCycleMicroseconds / 1000),
      evicted_keys: stats.evictedKeys,
      evicted_clients: stats.evictedClients,
      total_eviction_exceeded_time: Math.floor(eviction.exceeded.total / 1000),
      current_eviction_exceeded_time: Math.floor(eviction.exceeded.current / 1000),
      keyspace_hits: stats.keyspaceHits,
      keyspace_misses: stats.keyspaceMisses,
      pubsub_channels: pubsub.listeners.channel.size,
      pubsub_patterns: pubsub.listeners.pattern.size,
      pubsubshard_channels: pubsub.listeners.shard.size,
      latest_fork_usec: stats.latestFork,
      total_forks: stats.forks,
      migrate_cached_sockets: migration?.cached ?? 0,
      slave_expires_tracked_keys: replication?.expiry.count ?? 0,
      active_defrag_hits: defrag.moved,
      active_defrag_misses: 0,
      active_defrag_key_hits: defrag.moved,
      active_defrag_key_misses: 0,
      total_active_defrag_time: defrag.time.total,
      current_active_defrag_time: defrag.time.current,
      tracking_total_keys: tracking.keys,
      tracking_total_items: tracking.items,
      tracking_total_prefixes: tracking.prefixCount,
      unexpected_error_replies: stats.unexpectedErrorReplies,
      total_error_replies: stats.errorReplies,
      dump_payload_sanitizations: stats.dumpPayloadSanitizations,
      total_reads_processed: stats.readsProcessed,
      total_writes_processed: stats.writesProcessed,
      io_threaded_reads_processed: 0,
      io_threaded_writes_processed: 0,
      reply_buffer_shrinks: stats.replyBufferShrinks,
      reply_buffer_expands: stats.replyBufferExpands,
    }),
}

/** Each command that has figures, in the order of the command table. */
const counted = ({ commands, stats }: RedisServer): (readonly [Command, CommandStats])[] =>
  commands.all.flatMap((command) => {
    const counts = stats.commands.get(command)
    return counts === undefined ? [] : [[command, counts] as const]
  })

export const commandstatsSection: InfoSection = {
  name: 'commandstats',
  title: 'Commandstats',
  byDefault: false,
  lines: (server) =>
    counted(server).map(([{ fullName }, { calls, microseconds, rejected, failed }]) => {
      const us = Math.floor(microseconds)
      const each = twoDigits(calls === 0 ? 0 : us / calls)
      return `cmdstat_${fullName}:calls=${calls},usec=${us},usec_per_call=${each},rejected_calls=${rejected},failed_calls=${failed}`
    }),
}

export const errorstatsSection: InfoSection = {
  name: 'errorstats',
  title: 'Errorstats',
  byDefault: true,
  lines: ({ stats }) =>
    [...stats.errors.keys()].sort().map((code) => `errorstat_${code}:count=${stats.errors.get(code)!}`),
}

export const latencystatsSection: InfoSection = {
  name: 'latencystats',
  title: 'Latencystats',
  byDefault: false,
  lines: (server) => {
    const { latencyTracking, latencyTrackingInfoPercentiles: wanted } = server.config.values
    if (!latencyTracking) return []
    return counted(server)
      .filter(([, { histogram }]) => histogram.size > 0)
      .map(([{ fullName }, { histogram }]) => {
        const values = wanted.map(
          (p) => `p${percentileText(p)}=${formatFixed(percentileOf(histogram, p) / 1000, 3)}`,
        )
        return `latency_percentiles_usec_${fullName}:${values.join(',')}`
      })
  },
}

export const keyspaceSection: InfoSection = {
  name: 'keyspace',
  title: 'Keyspace',
  byDefault: true,
  lines: ({ databases }) =>
    databases
      .filter((db) => db.size > 0 || db.expires.size > 0)
      .map((db) => `db${db.id}:keys=${db.size},expires=${db.expires.size},avg_ttl=${Math.floor(db.avgTtl)}`),
}
