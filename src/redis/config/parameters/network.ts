/** Listening, connections, and what one client may use. */
import { bind, outputBufferLimits } from '../special.ts'
import { bool, bytes, int, INT_MAX, LONG_MAX, special, string, UINT_MAX } from '../declaration.ts'

export const network = [
  special('bind', bind),
  string('bind-source-addr', { since: '7.0.0' }),
  bool('protected-mode', true, { since: '3.2.0' }),
  int('port', 6379, [0n, 65535n]),
  int('tcp-backlog', 511, [0n, INT_MAX], { immutable: true }),
  string('unixsocket', { immutable: true }),
  int('unixsocketperm', 0, [0n, 0o777n], { immutable: true, unit: 'octal', signed: false }),
  int('socket-mark-id', 0, [0n, UINT_MAX], { immutable: true, signed: false, since: '7.0.0' }),
  int('timeout', 0, [0n, INT_MAX]),
  int('tcp-keepalive', 300, [0n, INT_MAX]),
  int('maxclients', 10000, [1n, UINT_MAX], { signed: false }),
  int('maxmemory-clients', 0, [-100n, LONG_MAX], { unit: 'memory or percent', since: '7.0.0' }),
  special('client-output-buffer-limit', outputBufferLimits),
  bytes('client-query-buffer-limit', 1024 * 1024 * 1024, [1024n * 1024n, LONG_MAX]),
  bytes('proto-max-bulk-len', 512 * 1024 * 1024, [1024n * 1024n, LONG_MAX], { signed: true }),
  int('io-threads', 1, [1n, 128n], { immutable: true, since: '6.0.0' }),
  bool('io-threads-do-reads', false, { immutable: true, since: '6.0.0' }),
] as const
