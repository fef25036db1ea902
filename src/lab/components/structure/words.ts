/** Words of the structure scene. They come with its code: no page carries them that doesn't show it. */
export interface StructureWords {
  title: string
  none: string
  keys: string
  /** {n}. */
  bytes: string
  /** {limit}, {name}, {entries}. */
  limitEntries: string
  /** {name}, {bytes}. */
  limitValue: string
  limitInteger: string
  front: string
  end: string
  /** {n}. */
  more: string
  /** {at}, {size}. */
  place: string
  listpack: string
  intset: string
  /** {bits}. */
  width: string
  /** {n}. */
  oneNode: string
  /** {nodes}, {n}. */
  quicklist: string
  /** {limit}. */
  fillBytes: string
  /** {n}. */
  fillEntries: string
  /** {n}. */
  compress: string
  noCompress: string
  /** {n}. */
  node: string
  /** {n}. */
  elements: string
  /** {n}. */
  skipped: string
  plain: string
  firstNode: string
  skiplist: string
  /** {levels}, {n}. */
  levels: string
  header: string
  spanNote: string
  beside: string
  /** {slots}, {used}. */
  table: string
  chains: string
  /** {index}. */
  rehash: string
  /** {n}. */
  notDrawn: string
  stream: string
  /** {nodes}, {radix}. */
  radix: string
  radixNote: string
  /** {entries}, {bytes}. */
  leaf: string
  /** {n}. */
  deleted: string
  newest: string
  string: Record<'int' | 'embstr' | 'raw', string>
  /** {n}. */
  object: string
  /** {name}, {n}. */
  sds: string
  hll: Record<'sparse' | 'dense', string>
  registers: string
  /** {n}. */
  runs: string
}

const en: StructureWords = {
  title: 'Structure',
  none: 'No keys yet. Try',
  keys: 'Key shown',
  bytes: '{n} bytes',
  limitEntries: 'up to {limit} ({name})',
  limitValue: 'elements up to {bytes} bytes ({name})',
  limitInteger: 'integers only',
  front: 'total bytes · elements',
  end: 'end',
  more: '{n} more',
  place: 'byte {at}, {size} bytes',
  listpack: 'One block of memory: an element after the other',
  intset: 'One block of memory: numbers in ascending order',
  width: '{bits} bits each',
  oneNode: 'One node with {n} elements',
  quicklist: 'A chain of {nodes} nodes with {n} elements',
  fillBytes: 'a node holds up to {limit}',
  fillEntries: 'a node holds up to {n} elements',
  compress: '{n} at each end are not compressed',
  noCompress: 'none is compressed',
  node: 'node {n}',
  elements: '{n} elements',
  skipped: '{n} nodes between',
  plain: 'one large element',
  firstNode: 'Bytes of the first node',
  skiplist: 'Towers in the order of their scores',
  levels: '{levels} levels over {n} members',
  header: 'head',
  spanNote: 'The number on a link: how many members it passes. Their sum on the way down is the rank.',
  beside: 'Beside it: a hash table from member to score',
  table: '{slots} slots, {used} entries',
  chains: 'A dot is an entry; those of one slot form a chain.',
  rehash: 'Growing: slot {index} moves next.',
  notDrawn: '{n} more slots',
  stream: 'A radix tree of ids; at each leaf a listpack with entries',
  radix: '{nodes} listpacks, {radix} nodes of the tree',
  radixNote: 'Bytes that ids share stand there once.',
  leaf: '{entries} entries, {bytes} bytes',
  deleted: '{n} flagged as deleted',
  newest: 'Bytes of the newest listpack',
  string: {
    int: 'The number itself stands where the pointer to a text would be',
    embstr: 'Object and text in one piece of memory',
    raw: 'Object and text in two pieces of memory',
  },
  object: 'object, {n} bytes',
  sds: '{name} header, {n} bytes',
  hll: {
    sparse: 'Runs of equal registers, as long as that is shorter',
    dense: '16,384 registers of 6 bits, one after the other',
  },
  registers: 'The registers: the stronger the colour, the longer the run of zeros seen',
  runs: '{n} runs',
}

const ko: StructureWords = {
  title: '구조',
  none: '아직 키가 없습니다. 해 볼 명령:',
  keys: '보이는 키',
  bytes: '{n}바이트',
  limitEntries: '{limit}개까지 ({name})',
  limitValue: '원소는 {bytes}바이트까지 ({name})',
  limitInteger: '정수만',
  front: '전체 바이트 · 원소',
  end: '끝',
  more: '{n}개 더',
  place: '{at}번 바이트, {size}바이트',
  listpack: '메모리 한 덩어리에 원소가 차례로 있습니다',
  intset: '메모리 한 덩어리에 수가 오름차순으로 있습니다',
  width: '수마다 {bits}비트',
  oneNode: '노드 하나에 원소 {n}개',
  quicklist: '노드 {nodes}개의 사슬에 원소 {n}개',
  fillBytes: '노드 하나에 {limit}까지',
  fillEntries: '노드 하나에 원소 {n}개까지',
  compress: '양 끝 {n}개는 압축하지 않습니다',
  noCompress: '압축하지 않습니다',
  node: '노드 {n}',
  elements: '원소 {n}개',
  skipped: '사이에 노드 {n}개',
  plain: '큰 원소 하나',
  firstNode: '첫 노드의 바이트',
  skiplist: '점수 순서로 선 탑',
  levels: '멤버 {n}개 위에 {levels}단',
  header: '머리',
  spanNote: '링크의 숫자는 지나치는 멤버 수입니다. 내려오는 길의 합이 순위입니다.',
  beside: '그 곁에 멤버에서 점수를 찾는 해시 테이블',
  table: '{slots}칸, 원소 {used}개',
  chains: '점 하나가 원소 하나입니다. 같은 칸의 원소는 사슬로 잇습니다.',
  rehash: '커지는 중: 다음에 {index}번 칸을 옮깁니다.',
  notDrawn: '{n}칸 더',
  stream: 'ID의 기수 트리(radix tree), 잎마다 항목을 담은 listpack',
  radix: 'listpack {nodes}개, 트리 노드 {radix}개',
  radixNote: 'ID들이 함께 쓰는 바이트는 한 번만 있습니다.',
  leaf: '항목 {entries}개, {bytes}바이트',
  deleted: '삭제 표시 {n}개',
  newest: '가장 새 listpack의 바이트',
  string: {
    int: '글자를 가리킬 자리에 수 자체가 있습니다',
    embstr: '객체와 글자가 메모리 한 조각에 있습니다',
    raw: '객체와 글자가 메모리 두 조각에 있습니다',
  },
  object: '객체, {n}바이트',
  sds: '{name} 머리, {n}바이트',
  hll: {
    sparse: '짧을 동안은 같은 레지스터의 구간으로',
    dense: '6비트 레지스터 16,384개가 차례로',
  },
  registers: '레지스터: 색이 뚜렷할수록 긴 0의 연속을 보았습니다',
  runs: '구간 {n}개',
}

export const structureWords = { en, ko }
