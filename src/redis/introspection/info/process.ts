/** INFO server, clients, cpu, modules and cluster. */
import { REDIS_VERSION } from '../../version.ts'
import type { RedisServer } from '../../server/server.ts'
import type { InfoSection } from './section.ts'
import { fields } from './section.ts'
import { seconds } from './numbers.ts'

/** The machine of the world, as uname would describe it. */
const OS = 'Linux 6.1.0-glass x86_64'
export const EXECUTABLE = '/usr/bin/redis-server'
const DAY = 86400

export const serverSection: InfoSection = {
  name: 'server',
  title: 'Server',
  byDefault: true,
  lines: (server) => {
    const uptime = Math.floor(server.now / 1e6) - Math.floor(server.startedAt / 1e6)
    return fields({
      redis_version: REDIS_VERSION,
      redis_git_sha1: '00000000',
      redis_git_dirty: 0,
      redis_build_id: 'ae4d7c971a948f0',
      redis_mode: server.mode,
      os: OS,
      arch_bits: 64,
      monotonic_clock: 'POSIX clock_gettime',
      multiplexing_api: 'epoll',
      atomicvar_api: 'c11-builtin',
      gcc_version: '12.2.0',
      process_id: server.system.pid,
      process_supervised: 'no',
      run_id: server.runId,
      tcp_port: server.config.values.port,
      server_time_usec: Math.floor(server.now),
      uptime_in_seconds: uptime,
      uptime_in_days: Math.floor(uptime / DAY),
      hz: server.hz,
      configured_hz: server.config.values.hz,
      lru_clock: server.lruClock,
      executable: EXECUTABLE,
      config_file: server.config.file,
      io_threads_active: 0,
    })
  },
}

/** Clients parked on keys, by CLIENT PAUSE or in WAIT. */
const waiting = ({ clients }: RedisServer): number => {
  let count = 0
  for (const { blocked } of clients.values()) if (blocked !== undefined && blocked.kind !== 'script') count++
  return count
}

export const clientsSection: InfoSection = {
  name: 'clients',
  title: 'Clients',
  byDefault: true,
  lines: (server) =>
    fields({
      connected_clients: server.clients.size - (server.replication?.replicas.count ?? 0),
      cluster_connections: 0,
      maxclients: server.config.values.maxclients,
      client_recent_max_input_buffer: server.recentClients.largestInput,
      client_recent_max_output_buffer: server.recentClients.largestOutput,
      blocked_clients: waiting(server),
      tracking_clients: server.tracking.clients,
      clients_in_timeout_table: server.blocking.timeouts,
    }),
}

/** The time the simulated process was busy, half of it said to be the kernel's (as measured on idle servers). */
export const cpuSection: InfoSection = {
  name: 'cpu',
  title: 'CPU',
  byDefault: true,
  lines: ({ system }) => {
    const { user, system: kernel } = system.cpu()
    return fields({
      used_cpu_sys: seconds(kernel),
      used_cpu_user: seconds(user),
      used_cpu_sys_children: seconds(0),
      used_cpu_user_children: seconds(0),
      used_cpu_sys_main_thread: seconds(kernel),
      used_cpu_user_main_thread: seconds(user),
    })
  },
}

export const modulesSection: InfoSection = {
  name: 'modules',
  alias: 'module_list',
  title: 'Modules',
  byDefault: true,
  lines: () => [],
}

export const clusterSection: InfoSection = {
  name: 'cluster',
  title: 'Cluster',
  byDefault: true,
  lines: ({ config }) => fields({ cluster_enabled: config.values.clusterEnabled ? 1 : 0 }),
}
