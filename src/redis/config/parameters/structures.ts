/** When values change from their compact encoding to the general one. */
import { bytes, int, INT_MAX, INT_MIN, LONG_MAX } from '../declaration.ts'

const unsigned = { signed: false } as const

export const structures = [
  int('hash-max-listpack-entries', 512, [0n, LONG_MAX], {
    ...unsigned,
    alias: 'hash-max-ziplist-entries',
    since: '7.0.0',
  }),
  bytes('hash-max-listpack-value', 64, [0n, LONG_MAX], { alias: 'hash-max-ziplist-value', since: '7.0.0' }),
  int('list-max-listpack-size', -2, [INT_MIN, INT_MAX], { alias: 'list-max-ziplist-size', since: '7.0.0' }),
  int('list-compress-depth', 0, [0n, INT_MAX], { since: '3.2.0' }),
  int('set-max-intset-entries', 512, [0n, LONG_MAX], unsigned),
  int('zset-max-listpack-entries', 128, [0n, LONG_MAX], {
    ...unsigned,
    alias: 'zset-max-ziplist-entries',
    since: '7.0.0',
  }),
  bytes('zset-max-listpack-value', 64, [0n, LONG_MAX], { alias: 'zset-max-ziplist-value', since: '7.0.0' }),
  bytes('hll-sparse-max-bytes', 3000, [0n, LONG_MAX]),
  bytes('stream-node-max-bytes', 4096, [0n, LONG_MAX], { since: '5.0.0' }),
  int('stream-node-max-entries', 100, [0n, LONG_MAX], { since: '5.0.0' }),
] as const
