/** Redis Cluster. */
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, string, ULONG_MAX } from '../declaration.ts'

const HOSTNAME_MAX = 256

const checkHostname = (name: string): string | undefined => {
  if (name.length >= HOSTNAME_MAX) return `Hostnames must be less than ${HOSTNAME_MAX} characters`
  if (!/^[A-Za-z0-9.-]*$/.test(name)) {
    return 'Hostnames may only contain alphanumeric characters, hyphens or dots'
  }
  return undefined
}

export const cluster = [
  bool('cluster-enabled', false, { immutable: true, since: '3.0.0' }),
  string('cluster-config-file', { initial: 'nodes.conf', keepsEmpty: true, immutable: true, since: '3.0.0' }),
  int('cluster-node-timeout', 15000, [0n, LONG_MAX], { since: '3.0.0' }),
  int('cluster-port', 0, [0n, 65535n], { immutable: true, since: '7.0.0' }),
  int('cluster-replica-validity-factor', 10, [0n, INT_MAX], {
    alias: 'cluster-slave-validity-factor',
    since: '5.0.0',
  }),
  int('cluster-migration-barrier', 1, [0n, INT_MAX], { since: '3.0.0' }),
  bool('cluster-allow-replica-migration', true, { since: '6.2.0' }),
  bool('cluster-require-full-coverage', true),
  bool('cluster-replica-no-failover', false, { alias: 'cluster-slave-no-failover', since: '5.0.0' }),
  bool('cluster-allow-reads-when-down', false, { since: '6.0.0' }),
  bool('cluster-allow-pubsubshard-when-down', true, { since: '7.0.0' }),
  bytes('cluster-link-sendbuf-limit', 0, [0n, ULONG_MAX], { since: '7.0.0' }),
  string('cluster-announce-ip', { since: '4.0.0' }),
  string('cluster-announce-hostname', { check: checkHostname, since: '7.0.0' }),
  oneOf('cluster-preferred-endpoint-type', ['ip', 'hostname', 'unknown-endpoint'], 'ip', { since: '7.0.0' }),
  int('cluster-announce-port', 0, [0n, 65535n], { since: '4.0.0' }),
  int('cluster-announce-tls-port', 0, [0n, 65535n], { since: '6.2.0' }),
  int('cluster-announce-bus-port', 0, [0n, 65535n], { since: '4.0.0' }),
] as const
