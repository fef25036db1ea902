/** INFO persistence, and replication as a server without replicas shows it. */
import type { RedisServer } from '../../server/server.ts'
import type { InfoSection } from './section.ts'
import { fields } from './section.ts'

/** The child that is at work: how far it is, and what was copied because of it. */
const childFields = ({ child, now }: RedisServer) => {
  const cow = child?.pages.bytes ?? 0
  const { written = 0, keys = 0 } = child?.task.writer ?? {}
  return {
    current_cow_peak: cow,
    current_cow_size: cow,
    current_cow_size_age: child === undefined ? 0 : Math.floor((now - child.startedAt) / 1e6),
    current_fork_perc: (keys === 0 ? 0 : (100 * written) / keys).toFixed(2),
    current_save_keys_processed: written,
    current_save_keys_total: keys,
  }
}

const snapshotFields = ({ child, now, persistence }: RedisServer) => {
  const saving = child?.task.kind === 'rdb' ? child : undefined
  return {
    rdb_bgsave_in_progress: saving === undefined ? 0 : 1,
    rdb_last_save_time: persistence.lastSave,
    rdb_last_bgsave_status: persistence.status,
    rdb_last_bgsave_time_sec: persistence.lastSeconds,
    rdb_current_bgsave_time_sec: saving === undefined ? -1 : Math.floor((now - saving.startedAt) / 1e6),
    rdb_saves: persistence.saves,
    rdb_last_cow_size: persistence.lastCow.rdb,
    rdb_last_load_keys_expired: persistence.loaded.expired,
    rdb_last_load_keys_loaded: persistence.loaded.keys,
  }
}

const appendOnlyFields = ({ aof, persistence }: RedisServer) => {
  const { rewrite } = aof
  return {
    aof_enabled: aof.state === 'off' ? 0 : 1,
    aof_rewrite_in_progress: rewrite.child === undefined ? 0 : 1,
    aof_rewrite_scheduled: rewrite.scheduled ? 1 : 0,
    aof_last_rewrite_time_sec: rewrite.lastSeconds,
    aof_current_rewrite_time_sec: rewrite.currentSeconds,
    aof_last_bgrewrite_status: rewrite.status,
    aof_rewrites: rewrite.count,
    aof_rewrites_consecutive_failures: rewrite.failures,
    aof_last_write_status: aof.misconf === undefined ? 'ok' : 'err',
    aof_last_cow_size: persistence.lastCow.aof,
  }
}

/** Shown only while the append-only file is on; until it is loaded nothing is appended to it. */
const sizeFields = ({ aof, loading, config }: RedisServer): Record<string, number> =>
  aof.state === 'off' && (loading === undefined || !config.values.appendonly)
    ? {}
    : {
        aof_current_size: aof.currentSize,
        aof_base_size: aof.rewrite.baseSize,
        aof_pending_rewrite: aof.rewrite.scheduled ? 1 : 0,
        aof_buffer_length: aof.buffered,
        aof_pending_bio_fsync: aof.syncing === undefined ? 0 : 1,
        aof_delayed_fsync: aof.delayed,
      }

/** How far the load at the start is. */
const loadingFields = ({ loading, now }: RedisServer): Record<string, number | string> => {
  if (loading === undefined) return {}
  const { startedAt, total, loaded, rdbUsedMemory } = loading
  const elapsed = Math.floor(now / 1e6) - startedAt
  return {
    loading_start_time: startedAt,
    loading_total_bytes: total,
    loading_rdb_used_mem: rdbUsedMemory,
    loading_loaded_bytes: loaded,
    loading_loaded_perc: ((loaded / total) * 100).toFixed(2),
    loading_eta_seconds: elapsed === 0 ? 1 : Math.floor((elapsed * (total - loaded)) / (loaded + 1)),
  }
}

export const persistenceSection: InfoSection = {
  name: 'persistence',
  title: 'Persistence',
  byDefault: true,
  lines: (server) =>
    fields({
      loading: server.loading === undefined ? 0 : 1,
      async_loading: 0,
      ...childFields(server),
      rdb_changes_since_last_save: server.dirty,
      ...snapshotFields(server),
      ...appendOnlyFields(server),
      module_fork_in_progress: 0,
      module_fork_last_cow_size: 0,
      ...sizeFields(server),
      ...loadingFields(server),
    }),
}
