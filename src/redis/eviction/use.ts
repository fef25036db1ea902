/** What the trace hears of a key's use: what a policy would judge it by. */
import type { Entry } from '../keyspace/entry.ts'
import type { RedisServer } from '../server/server.ts'
import { LFU_INIT_VAL, estimateIdle, lfuDecrement, lfuMinutes } from '../../structures/lfu.ts'
import type { Use } from './events.ts'

/** What a key would be judged by now. */
export const useOf = ({ lru }: Entry, server: RedisServer): Use => {
  if (!server.lfuPolicy) return { idle: estimateIdle(lru, server.lruClock) }
  return { counter: lfuDecrement(lru, lfuMinutes(server.milliseconds), server.config.values.lfuDecayTime) }
}

/** Tells that a key was used under an LFU policy; `before` is its field until then. */
export const tellToss = (server: RedisServer, db: number, { key, lru }: Entry, before: number): void => {
  const { lfuDecayTime, lfuLogFactor } = server.config.values
  const decayed = lfuDecrement(before, lfuMinutes(server.milliseconds), lfuDecayTime)
  server.trace({
    type: 'lfu.touched',
    db,
    key,
    before: before & 255,
    decayed,
    after: lru & 255,
    odds: Math.max(decayed - LFU_INIT_VAL, 0) * lfuLogFactor + 1,
  })
}
