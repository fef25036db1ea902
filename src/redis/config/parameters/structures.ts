/** When values change from their compact encoding to the general one. */
import { bytes, int, INT_MAX, INT_MIN, LONG_MAX } from '../declaration.ts'

const unsigned = { signed: false } as const

export const structures = [
  int(
    'hash-max-listpack-entries',
    512,
    [0n, LONG_MAX],
    {
      en: 'A hash with more fields than this becomes a hashtable.',
      ko: '필드가 이보다 많은 해시는 hashtable이 됩니다.',
    },
    { ...unsigned, alias: 'hash-max-ziplist-entries', since: '7.0.0' },
  ),
  bytes(
    'hash-max-listpack-value',
    64,
    [0n, LONG_MAX],
    {
      en: 'A hash with a field or value longer than this many bytes becomes a hashtable.',
      ko: '필드나 값이 이 바이트보다 긴 해시는 hashtable이 됩니다.',
    },
    { alias: 'hash-max-ziplist-value', since: '7.0.0' },
  ),
  int(
    'list-max-listpack-size',
    -2,
    [INT_MIN, INT_MAX],
    {
      en: 'Size of one node of a list: elements if positive; -1 to -5 mean 4, 8, 16, 32, 64 kB.',
      ko: '리스트 노드 하나의 크기로, 양수면 원소 수이고 -1~-5는 4, 8, 16, 32, 64kB입니다.',
    },
    { alias: 'list-max-ziplist-size', since: '7.0.0' },
  ),
  int(
    'list-compress-depth',
    0,
    [0n, INT_MAX],
    {
      en: 'Nodes left uncompressed at each end of a list; 0 compresses none.',
      ko: '리스트 양 끝에서 압축하지 않는 노드 수이며, 0이면 아무것도 압축하지 않습니다.',
    },
    { since: '3.2.0' },
  ),
  int(
    'set-max-intset-entries',
    512,
    [0n, LONG_MAX],
    {
      en: 'A set of integers with more members than this becomes a hashtable.',
      ko: '원소가 이보다 많은 정수 집합은 hashtable이 됩니다.',
    },
    unsigned,
  ),
  int(
    'zset-max-listpack-entries',
    128,
    [0n, LONG_MAX],
    {
      en: 'A sorted set with more members than this becomes a skiplist.',
      ko: '원소가 이보다 많은 정렬된 집합은 skiplist가 됩니다.',
    },
    { ...unsigned, alias: 'zset-max-ziplist-entries', since: '7.0.0' },
  ),
  bytes(
    'zset-max-listpack-value',
    64,
    [0n, LONG_MAX],
    {
      en: 'A sorted set with a member longer than this many bytes becomes a skiplist.',
      ko: '원소가 이 바이트보다 긴 정렬된 집합은 skiplist가 됩니다.',
    },
    { alias: 'zset-max-ziplist-value', since: '7.0.0' },
  ),
  bytes('hll-sparse-max-bytes', 3000, [0n, LONG_MAX], {
    en: 'A HyperLogLog longer than this many bytes changes to its dense form.',
    ko: '이 바이트보다 긴 HyperLogLog는 dense 형식으로 바뀝니다.',
  }),
  bytes(
    'stream-node-max-bytes',
    4096,
    [0n, LONG_MAX],
    {
      en: 'Bytes one node of a stream holds before a new one starts; 0 sets no limit.',
      ko: '스트림 노드 하나가 담는 바이트이며 넘으면 새 노드를 만들고, 0이면 제한이 없습니다.',
    },
    { since: '5.0.0' },
  ),
  int(
    'stream-node-max-entries',
    100,
    [0n, LONG_MAX],
    {
      en: 'Entries one node of a stream holds before a new one starts; 0 sets no limit.',
      ko: '스트림 노드 하나가 담는 항목 수이며 넘으면 새 노드를 만들고, 0이면 제한이 없습니다.',
    },
    { since: '5.0.0' },
  ),
] as const
