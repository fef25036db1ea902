/** The memory limit, eviction, expiry, lazy freeing and defragmentation. */
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, ULONG_MAX } from '../declaration.ts'

const NO_DEFRAG =
  'Active defragmentation cannot be enabled: it requires a Redis server compiled with a modified Jemalloc ' +
  'like the one shipped by default with the Redis source distribution'

export const memory = [
  bytes('maxmemory', 0, [0n, ULONG_MAX]),
  oneOf(
    'maxmemory-policy',
    [
      'volatile-lru',
      'volatile-lfu',
      'volatile-random',
      'volatile-ttl',
      'allkeys-lru',
      'allkeys-lfu',
      'allkeys-random',
      'noeviction',
    ],
    'noeviction',
  ),
  int('maxmemory-samples', 5, [1n, INT_MAX]),
  int('maxmemory-eviction-tenacity', 10, [0n, 100n], { since: '6.2.0' }),
  int('lfu-log-factor', 10, [0n, INT_MAX], { since: '4.0.0' }),
  int('lfu-decay-time', 1, [0n, INT_MAX], { since: '4.0.0' }),
  int('active-expire-effort', 1, [1n, 10n], { since: '6.0.0' }),
  bool('lazyfree-lazy-eviction', false, { since: '4.0.0' }),
  bool('lazyfree-lazy-expire', false, { since: '4.0.0' }),
  bool('lazyfree-lazy-server-del', false, { since: '4.0.0' }),
  bool('lazyfree-lazy-user-del', false, { since: '6.0.0' }),
  bool('lazyfree-lazy-user-flush', false, { since: '6.2.0' }),
  bool('activedefrag', false, {
    check: (on, { defragments }) => (on && !defragments ? NO_DEFRAG : undefined),
    since: '4.0.0',
  }),
  bytes('active-defrag-ignore-bytes', 100 * 1024 * 1024, [1n, LONG_MAX], { since: '4.0.0' }),
  int('active-defrag-threshold-lower', 10, [0n, 1000n], { since: '4.0.0' }),
  int('active-defrag-threshold-upper', 100, [0n, 1000n], { since: '4.0.0' }),
  int('active-defrag-cycle-min', 1, [1n, 99n], { since: '4.0.0' }),
  int('active-defrag-cycle-max', 25, [1n, 99n], { since: '4.0.0' }),
  int('active-defrag-max-scan-fields', 1000, [1n, LONG_MAX], { since: '5.0.0' }),
  bool('jemalloc-bg-thread', true, { since: '6.0.0' }),
  bool('activerehashing', true),
] as const
