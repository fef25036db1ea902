/** TLS. */
import { bool, int, INT_MAX, oneOf, string } from '../declaration.ts'

const since = { since: '6.0.0' } as const

export const tls = [
  int('tls-port', 0, [0n, 65535n], since),
  string('tls-cert-file', since),
  string('tls-key-file', since),
  string('tls-key-file-pass', { since: '6.2.0' }),
  string('tls-client-cert-file', { since: '6.2.0' }),
  string('tls-client-key-file', { since: '6.2.0' }),
  string('tls-client-key-file-pass', { since: '6.2.0' }),
  string('tls-dh-params-file', since),
  string('tls-ca-cert-file', since),
  string('tls-ca-cert-dir', since),
  oneOf('tls-auth-clients', ['no', 'yes', 'optional'], 'yes', since),
  bool('tls-replication', false, since),
  bool('tls-cluster', false, since),
  string('tls-protocols', since),
  string('tls-ciphers', since),
  string('tls-ciphersuites', since),
  bool('tls-prefer-server-ciphers', false, since),
  bool('tls-session-caching', true, since),
  int('tls-session-cache-size', 20480, [0n, INT_MAX], since),
  int('tls-session-cache-timeout', 300, [0n, INT_MAX], since),
] as const
