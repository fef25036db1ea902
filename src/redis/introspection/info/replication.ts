/** INFO replication. */
import type { Replica } from '../../replication/replica.ts'
import { replicaAddress } from '../../replication/replica.ts'
import type { RedisServer } from '../../server/server.ts'
import type { InfoSection } from './section.ts'
import { fields } from './section.ts'

const STATES = {
  'wait-start': 'wait_bgsave',
  'wait-end': 'wait_bgsave',
  transmitted: 'rdb_transmitted',
  online: 'online',
} as const

type Fields = Readonly<Record<string, string | number>>

/** What a replica says of its primary. */
const primaryFields = ({ config, replication }: RedisServer): Fields => {
  const { replicaof, replicaPriority, replicaReadOnly, replicaAnnounced } = config.values
  if (replicaof === null) return {}
  // Without any link so far it counts from 1.
  const offset = replication?.cachedOffset ?? 1
  return {
    master_host: replicaof.host,
    master_port: replicaof.port,
    master_link_status: 'down',
    master_last_io_seconds_ago: -1,
    master_sync_in_progress: 0,
    slave_read_repl_offset: offset,
    slave_repl_offset: offset,
    master_link_down_since_seconds: -1,
    slave_priority: replicaPriority,
    slave_read_only: replicaReadOnly ? 1 : 0,
    replica_announced: replicaAnnounced ? 1 : 0,
  }
}

const replicaText = (replica: Replica, seconds: number): string => {
  const { state, traits, acknowledged, heardAt } = replica
  const lag = state === 'online' ? seconds - heardAt : 0
  return `ip=${replicaAddress(replica)},port=${traits.listeningPort},state=${STATES[state]},offset=${acknowledged},lag=${lag}`
}

/** What a server says of its replicas. */
const replicaFields = ({ config, replication }: RedisServer): Fields => {
  const { minReplicasToWrite, minReplicasMaxLag } = config.values
  const all = replication?.replicas.all ?? []
  const good: Fields =
    minReplicasToWrite > 0 && minReplicasMaxLag > 0
      ? { min_slaves_good_slaves: replication?.replicas.good ?? 0 }
      : {}
  const seconds = replication?.seconds ?? 0
  return {
    connected_slaves: all.length,
    ...good,
    ...Object.fromEntries(all.map((replica, i) => [`slave${i}`, replicaText(replica, seconds)])),
  }
}

export const replicationSection: InfoSection = {
  name: 'replication',
  title: 'Replication',
  byDefault: true,
  lines: (server) => {
    const { replication, config } = server
    const backlog = replication?.backlog
    return fields({
      role: server.isReplica ? 'slave' : 'master',
      ...primaryFields(server),
      ...replicaFields(server),
      master_failover_state: 'no-failover',
      master_replid: server.replicationId,
      master_replid2: replication?.secondId ?? '0'.repeat(40),
      master_repl_offset: replication?.offset ?? 0,
      second_repl_offset: replication?.secondOffset ?? -1,
      repl_backlog_active: backlog === undefined ? 0 : 1,
      repl_backlog_size: config.values.replBacklogSize,
      repl_backlog_first_byte_offset: backlog?.first ?? 0,
      repl_backlog_histlen: backlog?.length ?? 0,
    })
  },
}
