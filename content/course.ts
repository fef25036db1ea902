/**
 * The one place that knows the order of modules and lessons. A lesson listed here is linked once its page
 * exists (content/docs/<module>/<slug>.mdx and its Korean twin under content/docs/ko/); until then the course
 * map shows it as planned.
 */

export interface Text {
  en: string
  ko: string
}

/** What a learner may be here for; the course map dims what does not serve the chosen goal. */
export type Goal = 'basics' | 'caching' | 'persistence' | 'availability'

export interface Lesson {
  slug: string
  title: Text
  /** Minutes an adult needs with the exercises, for the course map and the instructor page. */
  minutes: number
  goals: readonly Goal[]
}

export interface Module {
  /** The folder of its lessons. */
  slug: string
  title: Text
  lessons: readonly Lesson[]
}

const lesson = (slug: string, minutes: number, goals: readonly Goal[], en: string, ko: string): Lesson => ({
  slug,
  minutes,
  goals,
  title: { en, ko },
})

export const course: readonly Module[] = [
  {
    slug: 'start',
    title: { en: 'Start', ko: '시작하기' },
    lessons: [
      lesson('what-is-redis', 15, ['basics', 'caching'], 'What Redis is', 'Redis란 무엇인가'),
      lesson('install-and-first-ping', 15, ['basics'], 'Install, run, first PING', '설치와 첫 PING'),
      lesson('cli-and-config', 20, ['basics'], 'redis-cli and redis.conf', 'redis-cli와 redis.conf'),
    ],
  },
  {
    slug: 'data-types',
    title: { en: 'Data types and keys', ko: '데이터 타입과 키' },
    lessons: [
      lesson('strings-and-counters', 25, ['basics', 'caching'], 'Strings and counters', '문자열과 카운터'),
      lesson('lists', 25, ['basics'], 'Lists and queues', '리스트와 큐'),
      lesson('sets-and-sorted-sets', 25, ['basics'], 'Sets and leaderboards', '집합과 순위표'),
      lesson('hashes', 20, ['basics', 'caching'], 'Hashes as objects', '해시로 객체 다루기'),
      lesson(
        'bits-and-hyperloglog',
        25,
        ['basics'],
        'Bitmaps, bitfields, HyperLogLog',
        '비트맵·비트필드·HyperLogLog',
      ),
      lesson('geo', 15, ['basics'], 'Geospatial search', '지리 공간 검색'),
      lesson('streams', 30, ['basics'], 'Streams and consumer groups', '스트림과 컨슈머 그룹'),
      lesson('keyspace-and-scan', 25, ['basics', 'caching'], 'Keys, KEYS vs SCAN', '키 공간과 SCAN'),
      lesson('ttl-and-expiry', 25, ['basics', 'caching'], 'TTL and expiry', 'TTL과 만료'),
      lesson(
        'one-thread-atomicity',
        30,
        ['basics'],
        'One thread, transactions, pipelines',
        '단일 스레드와 원자성',
      ),
    ],
  },
  {
    slug: 'caching',
    title: { en: 'Caching strategies', ko: '캐싱 전략' },
    lessons: [
      lesson('why-cache', 20, ['caching'], 'Why cache: 98 to 193 req/s', '캐시는 왜 빠른가'),
      lesson('read-strategies', 25, ['caching'], 'Look-aside, read-through, warming', '읽기 전략'),
      lesson(
        'write-through-and-around',
        25,
        ['caching'],
        'Write-through and write-around',
        '동시 쓰기와 우회 쓰기',
      ),
      lesson('write-behind', 25, ['caching'], 'Write-behind buffering', '쓰기 지연과 일괄 저장'),
      lesson('stampede-and-hot-keys', 30, ['caching'], 'Stampede and hot keys', '캐시 스탬피드와 핫키'),
    ],
  },
  {
    slug: 'memory',
    title: { en: 'Memory and eviction', ko: '메모리와 축출' },
    lessons: [
      lesson(
        'maxmemory-and-policies',
        25,
        ['caching'],
        'maxmemory and the 8 policies',
        'maxmemory와 8가지 정책',
      ),
      lesson('inside-lru-lfu-ttl', 30, ['caching'], 'Inside LRU, LFU and TTL', 'LRU·LFU·TTL의 내부'),
      lesson(
        'memory-accounting',
        25,
        ['caching', 'persistence'],
        'RSS, fragmentation, overcommit',
        'RSS·단편화·overcommit',
      ),
    ],
  },
  {
    slug: 'persistence',
    title: { en: 'Persistence', ko: '영속성' },
    lessons: [
      lesson('rdb-snapshots', 25, ['persistence'], 'RDB snapshots', 'RDB 스냅샷'),
      lesson('fork-and-copy-on-write', 25, ['persistence'], 'fork and copy-on-write', 'fork와 COW'),
      lesson('aof-and-fsync', 25, ['persistence'], 'AOF and fsync', 'AOF와 fsync'),
      lesson('aof-rewrite', 25, ['persistence'], 'AOF rewrite and the manifest', 'AOF 재작성과 매니페스트'),
      lesson('recovery-and-choice', 30, ['persistence'], 'Repair, undo and choosing', '복구와 선택'),
    ],
  },
  {
    slug: 'replication',
    title: { en: 'Replication and Sentinel', ko: '복제와 센티널' },
    lessons: [
      lesson('replication', 30, ['availability'], 'Replication and resync', '복제와 재동기화'),
      lesson('sentinel', 35, ['availability'], 'Sentinel failover', '센티널 자동 장애 조치'),
      lesson(
        'losing-writes',
        25,
        ['availability'],
        'Losing writes, split brain',
        '비동기 유실과 스플릿 브레인',
      ),
    ],
  },
  {
    slug: 'cluster',
    title: { en: 'Cluster', ko: '클러스터' },
    lessons: [
      lesson('slots-and-redirects', 25, ['availability'], 'Slots, CRC16, MOVED', '슬롯과 리다이렉트'),
      lesson('build-a-cluster', 30, ['availability'], 'Build 3+3 with compose', 'compose로 클러스터 만들기'),
      lesson(
        'failover-and-resharding',
        35,
        ['availability'],
        'Failover and resharding',
        '장애 조치와 리샤딩',
      ),
    ],
  },
  {
    slug: 'applications',
    title: { en: 'Applications and operations', ko: '애플리케이션과 운영' },
    lessons: [
      lesson('redis-py-and-queues', 30, ['basics'], 'redis-py and a safe queue', 'redis-py와 안전한 큐'),
      lesson('django-caching', 30, ['caching'], 'Django caching end to end', 'Django 캐싱'),
      lesson('django-invalidation', 30, ['caching'], 'Invalidation and races', '캐시 무효화와 경쟁 조건'),
      lesson(
        'operations-and-security',
        30,
        ['availability', 'persistence'],
        'Security and monitoring',
        '보안과 운영',
      ),
    ],
  },
]

/** A lesson with its place in the course. */
export interface PlacedLesson extends Lesson {
  /** 1 to 36. */
  number: number
  module: Module
  /** `<module>/<slug>`: the page's path below the language and the key of its progress. */
  path: string
}

export const lessons: readonly PlacedLesson[] = course
  .flatMap((module) => module.lessons.map((each) => ({ module, each })))
  .map(({ module, each }, index) => ({
    ...each,
    module,
    number: index + 1,
    path: `${module.slug}/${each.slug}`,
  }))

const byPath = new Map(lessons.map((each) => [each.path, each]))

/** The lesson at `<module>/<slug>`, a leading `ko/` allowed; undefined for any other page. */
export const lessonAt = (path: string): PlacedLesson | undefined => byPath.get(path.replace(/^ko\//, ''))
