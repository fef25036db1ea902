/** The eight policies, taken apart (server.h: MAXMEMORY_FLAG_…). */
import type { EvictionPolicy } from './events.ts'

export interface Policy {
  readonly name: EvictionPolicy
  /** Any key may go; else only those with an expiry. */
  readonly allKeys: boolean
  /** What decides among the sampled keys; 'random' and 'none' don't sample. */
  readonly by: 'lru' | 'lfu' | 'ttl' | 'random' | 'none'
}

const policies = new Map<string, Policy>(
  (
    [
      ['volatile-lru', false, 'lru'],
      ['volatile-lfu', false, 'lfu'],
      ['volatile-random', false, 'random'],
      ['volatile-ttl', false, 'ttl'],
      ['allkeys-lru', true, 'lru'],
      ['allkeys-lfu', true, 'lfu'],
      ['allkeys-random', true, 'random'],
      ['noeviction', false, 'none'],
    ] as const
  ).map(([name, allKeys, by]) => [name, Object.freeze({ name, allKeys, by })]),
)

/** The policy of this name; the configuration knows no other names. */
export const policyOf = (name: string): Policy => policies.get(name)!
