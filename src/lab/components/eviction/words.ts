/** Words of the scene of eviction. */
export interface EvictionWords {
  title: string
  /** {n}, {policy}. */
  sub: string
  none: string
  order: string
  server: string
  /** {n}; what the cells are. */
  map: Record<'lru' | 'lfu' | 'ttl', string>
  /** Of the ramp; {n}: seconds. */
  ends: Record<'lru' | 'lfu' | 'ttl', readonly [first: string, last: string]>
  safe: string
  fallen: string
  sample: string
  /** {n}. */
  fromExpires: string
  random: string
  pool: string
  poolNote: Record<'lru' | 'lfu' | 'ttl', string>
  noPool: string
  noEviction: string
  victim: string
  gauge: string
  noLimit: string
  hits: string
  /** {n}. */
  hitsRecent: string
  wrong: string
  wrongNote: string
  evicted: string
  refused: string
  toss: string
  /** {odds}. */
  odds: string
  unit: Record<'lru' | 'lfu' | 'ttl', string>
  idle: string
  counter: string
  left: string
  read: string
  seconds: string
}

const en: EvictionWords = {
  title: 'Eviction',
  sub: '{n} keys, {policy}',
  none: 'No keys yet. Try',
  order: 'In order',
  server: 'Server',
  map: {
    lru: '{n} keys by idle time',
    lfu: '{n} keys by their counter',
    ttl: '{n} keys by the time they have left',
  },
  ends: {
    lru: ['just read', 'idle {n}\u2009s'],
    lfu: ['counter 30', 'under 5'],
    ttl: ['10 min left', 'under 10 s'],
  },
  safe: 'cannot go: no expiry',
  fallen: 'evicted',
  sample: 'Sample',
  fromExpires: 'of the keys with an expiry',
  random: 'Drawn at random',
  pool: 'Eviction pool',
  poolNote: { lru: 'longest idle last', lfu: 'lowest last', ttl: 'soonest last' },
  noPool: 'No pool: a random policy compares nothing.',
  noEviction: 'No key goes: what would need more memory is refused.',
  victim: 'victim',
  gauge: 'used / maxmemory',
  noLimit: 'no limit',
  hits: 'GETs that hit',
  hitsRecent: 'last {n}:',
  wrong: 'wrong in 100',
  wrongNote: 'Victims an exact policy would not have had in its best quarter, of the last hundred',
  evicted: 'evicted',
  refused: 'refused: OOM',
  toss: 'Last counter',
  odds: '1 toss in {odds} raises it',
  unit: { lru: 's', lfu: '', ttl: 's' },
  idle: 'idle',
  counter: 'counter',
  left: 'left',
  read: 'Keys by cell. Arrow keys walk, Enter reads the key with GET',
  seconds: 's',
}

const ko: EvictionWords = {
  title: '축출',
  sub: '키 {n}개, {policy}',
  none: '아직 키가 없습니다. 해 볼 명령:',
  order: '순서대로',
  server: '서버',
  map: {
    lru: '키 {n}개, 쉰 시간으로 칠함',
    lfu: '키 {n}개, 카운터로 칠함',
    ttl: '키 {n}개, 남은 시간으로 칠함',
  },
  ends: {
    lru: ['방금 읽음', '{n}초 쉼'],
    lfu: ['카운터 30', '5 미만'],
    ttl: ['10분 남음', '10초 미만'],
  },
  safe: '축출되지 않음: 만료 없음',
  fallen: '축출',
  sample: '표본',
  fromExpires: '만료 있는 키에서',
  random: '무작위로 뽑음',
  pool: '축출 풀',
  poolNote: { lru: '끝이 가장 오래 쉼', lfu: '끝이 가장 낮음', ttl: '끝이 먼저 만료' },
  noPool: '풀 없음: random 정책은 견주지 않습니다.',
  noEviction: '아무 키도 축출하지 않습니다. 메모리가 더 드는 명령을 거부합니다.',
  victim: '희생자',
  gauge: 'used / maxmemory',
  noLimit: '제한 없음',
  hits: 'GET 적중률',
  hitsRecent: '최근 {n}개:',
  wrong: '100개 중 오답',
  wrongNote: '최근 희생자 100개 중, 정확한 정책이라면 앞쪽 4분의 1에 들지 않았을 것',
  evicted: '축출',
  refused: '거부됨: OOM',
  toss: '마지막 카운터',
  odds: '{odds}번에 1번 오름',
  unit: { lru: '초', lfu: '', ttl: '초' },
  idle: '쉼',
  counter: '카운터',
  left: '남음',
  read: '칸마다 키 하나. 화살표로 다니고 Enter를 누르면 GET으로 읽음',
  seconds: '초',
}

export const evictionWords = { en, ko }
