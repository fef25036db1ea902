/** Primary and replica. */
import { replicaOf } from '../special.ts'
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, sds, special, string } from '../declaration.ts'

export const replication = [
  special('replicaof', replicaOf, { alias: 'slaveof', immutable: true, since: '5.0.0' }),
  sds('masterauth', { sensitive: true }),
  string('masteruser', { sensitive: true, since: '6.0.0' }),
  bool('replica-serve-stale-data', true, { alias: 'slave-serve-stale-data', since: '5.0.0' }),
  bool('replica-read-only', true, { alias: 'slave-read-only', since: '5.0.0' }),
  bool('replica-lazy-flush', false, { alias: 'slave-lazy-flush', since: '5.0.0' }),
  bool('replica-ignore-maxmemory', true, { alias: 'slave-ignore-maxmemory', since: '5.0.0' }),
  bool('replica-ignore-disk-write-errors', false, { since: '7.0.0' }),
  oneOf('propagation-error-behavior', ['ignore', 'panic', 'panic-on-replicas'], 'ignore', { since: '7.0.0' }),
  int('replica-priority', 100, [0n, INT_MAX], { alias: 'slave-priority', since: '5.0.0' }),
  bool('replica-announced', true, { since: '6.2.0' }),
  string('replica-announce-ip', { alias: 'slave-announce-ip', since: '5.0.0' }),
  int('replica-announce-port', 0, [0n, 65535n], { alias: 'slave-announce-port', since: '5.0.0' }),
  int('min-replicas-to-write', 0, [0n, INT_MAX], { alias: 'min-slaves-to-write', since: '5.0.0' }),
  int('min-replicas-max-lag', 10, [0n, INT_MAX], { alias: 'min-slaves-max-lag', since: '5.0.0' }),
  int('repl-ping-replica-period', 10, [1n, INT_MAX], { alias: 'repl-ping-slave-period', since: '5.0.0' }),
  int('repl-timeout', 60, [1n, INT_MAX]),
  bool('repl-disable-tcp-nodelay', false),
  bytes('repl-backlog-size', 1024 * 1024, [1n, LONG_MAX], { signed: true }),
  int('repl-backlog-ttl', 3600, [0n, LONG_MAX]),
  bool('repl-diskless-sync', true),
  int('repl-diskless-sync-delay', 5, [0n, INT_MAX]),
  int('repl-diskless-sync-max-replicas', 0, [0n, INT_MAX], { since: '7.0.0' }),
  oneOf('repl-diskless-load', ['disabled', 'on-empty-db', 'swapdb'], 'disabled', {
    denyLoading: true,
    since: '6.0.0',
  }),
] as const
