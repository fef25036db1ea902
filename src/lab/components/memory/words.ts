/** Words of the scene of memory. */
export interface MemoryWords {
  title: string
  /** {ratio}. */
  sub: string
  none: string
  bar: string
  parts: Record<'used' | 'holes' | 'dirty' | 'rest', string>
  rss: string
  limit: string
  ram: string
  line: string
  shelves: string
  /** {size}. */
  pieces: string
  /** {used}, {capacity}, {percent}. */
  fill: string
  /** {n}. */
  more: string
  empty: string
  full: string
  lazy: string
  acts: string
  model: string
}

const en: MemoryWords = {
  title: 'Memory',
  sub: 'mem_fragmentation_ratio {ratio}',
  none: 'The server has not told what it uses yet.',
  bar: 'RAM the process holds',
  parts: {
    used: 'used_memory',
    holes: 'free between what is used',
    dirty: 'empty, not given back yet',
    rest: 'process and allocator',
  },
  rss: 'used_memory_rss',
  limit: 'maxmemory',
  ram: 'RAM',
  line: 'used_memory and used_memory_rss over time',
  shelves: 'Pages by size of piece',
  pieces: '{size} B',
  fill: '{used} of {capacity} pieces, {percent} %',
  more: ', and {n} more pages',
  empty: 'empty',
  full: 'full',
  lazy: 'waits for the background thread',
  acts: 'Try',
  model:
    'Sizes are those of jemalloc’s classes, and used_memory is counted as Redis counts it. Which page a key stands on, and when empty pages go back, is a model: one piece for each key with its value, the lowest page with room first, ten seconds of patience.',
}

const ko: MemoryWords = {
  title: '메모리',
  sub: 'mem_fragmentation_ratio {ratio}',
  none: '서버가 아직 사용량을 알리지 않았습니다.',
  bar: '프로세스가 가진 RAM',
  parts: {
    used: 'used_memory',
    holes: '쓰는 것 사이의 빈자리',
    dirty: '비었지만 아직 돌려주지 않음',
    rest: '프로세스와 할당기',
  },
  rss: 'used_memory_rss',
  limit: 'maxmemory',
  ram: 'RAM',
  line: '시간에 따른 used_memory와 used_memory_rss',
  shelves: '조각 크기별 쪽',
  pieces: '{size} B',
  fill: '조각 {capacity}개 중 {used}개, {percent} %',
  more: ', 그 밖에 {n}쪽',
  empty: '빔',
  full: '가득',
  lazy: '백그라운드 스레드를 기다림',
  acts: '해 볼 명령:',
  model:
    '조각 크기는 jemalloc의 크기 등급이고, used_memory는 Redis가 세는 대로 셉니다. 어느 키가 어느 쪽에 놓이고 빈 쪽이 언제 돌아가는지는 모형입니다. 키와 값을 조각 하나로 보고, 자리가 있는 가장 낮은 쪽부터 쓰며, 빈 쪽은 10초 뒤에 돌려줍니다.',
}

export const memoryWords = { en, ko }
