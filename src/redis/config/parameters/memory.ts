/** The memory limit, eviction, expiry, lazy freeing and defragmentation. */
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, ULONG_MAX } from '../declaration.ts'

const NO_DEFRAG =
  'Active defragmentation cannot be enabled: it requires a Redis server compiled with a modified Jemalloc ' +
  'like the one shipped by default with the Redis source distribution'

export const memory = [
  bytes('maxmemory', 0, [0n, ULONG_MAX], {
    en: 'Bytes the data may take before maxmemory-policy acts; 0 sets no limit.',
    ko: '데이터가 쓸 수 있는 바이트이며, 넘으면 maxmemory-policy가 작동하고 0이면 제한이 없습니다.',
  }),
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
    {
      en: 'Which keys give way when maxmemory is reached; noeviction answers writes with an OOM error instead.',
      ko: 'maxmemory에 닿았을 때 어떤 키를 내보낼지 정하며, noeviction은 대신 쓰기에 OOM 오류로 답합니다.',
    },
  ),
  int('maxmemory-samples', 5, [1n, INT_MAX], {
    en: 'How many keys are looked at to choose the one to evict: more is closer to true LRU, but slower.',
    ko: '내보낼 키를 고르려고 살펴보는 키의 수로, 많을수록 진짜 LRU에 가깝지만 느립니다.',
  }),
  int(
    'maxmemory-eviction-tenacity',
    10,
    [0n, 100n],
    {
      en: 'How long one round of eviction may take, from 0 (least latency) to 100 (until done).',
      ko: '내보내기 한 번에 들이는 시간으로, 0(지연 최소)부터 100(끝날 때까지)까지입니다.',
    },
    { since: '6.2.0' },
  ),
  int(
    'lfu-log-factor',
    10,
    [0n, INT_MAX],
    {
      en: 'How slowly the LFU counter of a key grows with its hits.',
      ko: '키의 LFU 카운터가 조회에 따라 얼마나 천천히 커지는지 정합니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'lfu-decay-time',
    1,
    [0n, INT_MAX],
    {
      en: 'Minutes after which the LFU counter of an unused key falls by one; 0 never lets it fall.',
      ko: '쓰지 않는 키의 LFU 카운터가 1 줄기까지의 분이며, 0이면 줄지 않습니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-expire-effort',
    1,
    [1n, 10n],
    {
      en: 'How hard the background cycle hunts for expired keys, from 1 to 10.',
      ko: '백그라운드에서 만료된 키를 얼마나 열심히 찾을지 1~10으로 정합니다.',
    },
    { since: '6.0.0' },
  ),
  bool(
    'lazyfree-lazy-eviction',
    false,
    {
      en: 'Frees evicted values in a background thread.',
      ko: '내보낸 값을 백그라운드 스레드에서 해제합니다.',
    },
    { since: '4.0.0' },
  ),
  bool(
    'lazyfree-lazy-expire',
    false,
    {
      en: 'Frees expired values in a background thread.',
      ko: '만료된 값을 백그라운드 스레드에서 해제합니다.',
    },
    { since: '4.0.0' },
  ),
  bool(
    'lazyfree-lazy-server-del',
    false,
    {
      en: 'Frees values that a command overwrites (RENAME, SET…) in a background thread.',
      ko: 'RENAME, SET 같은 명령이 덮어쓴 값을 백그라운드 스레드에서 해제합니다.',
    },
    { since: '4.0.0' },
  ),
  bool(
    'lazyfree-lazy-user-del',
    false,
    { en: 'Makes DEL behave like UNLINK.', ko: 'DEL이 UNLINK처럼 동작하게 합니다.' },
    { since: '6.0.0' },
  ),
  bool(
    'lazyfree-lazy-user-flush',
    false,
    {
      en: 'Makes FLUSHALL and FLUSHDB asynchronous unless SYNC is given.',
      ko: 'SYNC를 붙이지 않은 FLUSHALL과 FLUSHDB를 비동기로 합니다.',
    },
    { since: '6.2.0' },
  ),
  bool(
    'activedefrag',
    false,
    {
      en: 'Moves values while the server runs, to give fragmented memory back; needs the bundled allocator.',
      ko: '실행 중에 값을 옮겨 조각난 메모리를 되돌려 주며, 함께 배포되는 할당기가 있어야 합니다.',
    },
    { check: (on) => (on ? NO_DEFRAG : undefined), since: '4.0.0' },
  ),
  bytes(
    'active-defrag-ignore-bytes',
    100 * 1024 * 1024,
    [1n, LONG_MAX],
    {
      en: 'Wasted bytes below which defragmentation does not start.',
      ko: '낭비된 바이트가 이보다 적으면 조각 모음을 시작하지 않습니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-defrag-threshold-lower',
    10,
    [0n, 1000n],
    {
      en: 'Fragmentation (%) at which defragmentation starts.',
      ko: '조각 모음을 시작하는 단편화 비율(%)입니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-defrag-threshold-upper',
    100,
    [0n, 1000n],
    {
      en: 'Fragmentation (%) at which defragmentation works hardest.',
      ko: '조각 모음이 가장 세게 일하는 단편화 비율(%)입니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-defrag-cycle-min',
    1,
    [1n, 99n],
    {
      en: 'Least share of CPU time (%) for defragmentation.',
      ko: '조각 모음에 쓰는 최소 CPU 비율(%)입니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-defrag-cycle-max',
    25,
    [1n, 99n],
    {
      en: 'Largest share of CPU time (%) for defragmentation.',
      ko: '조각 모음에 쓰는 최대 CPU 비율(%)입니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'active-defrag-max-scan-fields',
    1000,
    [1n, LONG_MAX],
    {
      en: 'Collections with more elements than this are defragmented in several steps.',
      ko: '원소가 이보다 많은 컬렉션은 여러 번에 나누어 조각 모음을 합니다.',
    },
    { since: '5.0.0' },
  ),
  bool(
    'jemalloc-bg-thread',
    true,
    {
      en: 'Lets the allocator give unused pages back from a thread of its own.',
      ko: '할당기가 쓰지 않는 페이지를 자기 스레드에서 되돌려 주게 합니다.',
    },
    { since: '6.0.0' },
  ),
  bool('activerehashing', true, {
    en: 'Spends 1 ms of every 100 ms on moving a growing hash table, so that it ends without traffic too.',
    ko: '요청이 없어도 해시 테이블 옮기기가 끝나도록 100ms마다 1ms를 씁니다.',
  }),
] as const
