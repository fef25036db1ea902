/** Exercises by lesson, loaded when a lesson is opened. */
import type { LessonExercises } from '../exercises/exercise.ts'

type Loader = () => Promise<LessonExercises>

const lessons: Readonly<Record<string, Loader>> = {
  'what-is-redis': () => import('../exercises/what-is-redis.ts'),
  'install-and-first-ping': () => import('../exercises/install-and-first-ping.ts'),
  'cli-and-config': () => import('../exercises/cli-and-config.ts'),
  'strings-and-counters': () => import('../exercises/strings-and-counters.ts'),
  lists: () => import('../exercises/lists.ts'),
  'sets-and-sorted-sets': () => import('../exercises/sets-and-sorted-sets.ts'),
  hashes: () => import('../exercises/hashes.ts'),
  'bits-and-hyperloglog': () => import('../exercises/bits-and-hyperloglog.ts'),
  geo: () => import('../exercises/geo.ts'),
  streams: () => import('../exercises/streams.ts'),
  'keyspace-and-scan': () => import('../exercises/keyspace-and-scan.ts'),
  'one-thread-atomicity': () => import('../exercises/one-thread-atomicity.ts'),
  'ttl-and-expiry': () => import('../exercises/ttl-and-expiry.ts'),
  'maxmemory-and-policies': () => import('../exercises/maxmemory-and-policies.ts'),
  'inside-lru-lfu-ttl': () => import('../exercises/inside-lru-lfu-ttl.ts'),
  'memory-accounting': () => import('../exercises/memory-accounting.ts'),
  'rdb-snapshots': () => import('../exercises/rdb-snapshots.ts'),
  'fork-and-copy-on-write': () => import('../exercises/fork-and-copy-on-write.ts'),
  'aof-and-fsync': () => import('../exercises/aof-and-fsync.ts'),
  'aof-rewrite': () => import('../exercises/aof-rewrite.ts'),
  'recovery-and-choice': () => import('../exercises/recovery-and-choice.ts'),
}

/** The exercises and predictions of a lesson, by its slug; undefined: it has none. */
export const lessonExercises = async (slug: string): Promise<LessonExercises | undefined> => lessons[slug]?.()
