/** client-output-buffer-limit: who reads too slowly is cut off (networking.c: checkClientOutputBufferLimits). */
import type { Client } from './client.ts'
import type { OutputBufferLimit } from '../config/special.ts'

/** A replica may lag behind by what the backlog holds, whatever its limit says. */
const limitsOf = ({ server, type }: Client): OutputBufferLimit => {
  const { clientOutputBufferLimit: limits, replBacklogSize } = server.config.values
  if (type === 'pubsub') return limits.pubsub
  if (type !== 'replica') return limits.normal
  const { hard, soft, seconds } = limits.replica
  const atLeast = (limit: number): number => (limit === 0 ? 0 : Math.max(limit, replBacklogSize))
  return { hard: atLeast(hard), soft: atLeast(soft), seconds }
}

/** Whether a client that has `unsent` bytes still to read is to be closed now. */
export const exceedsOutputLimit = (client: Client, unsent: number): boolean => {
  if (unsent === 0) {
    client.overSoftLimitSince = 0
    return false
  }
  const { server } = client
  const { hard, soft, seconds } = limitsOf(client)
  if (hard > 0 && unsent >= hard) return true
  if (soft === 0 || unsent < soft) {
    client.overSoftLimitSince = 0
    return false
  }
  if (client.overSoftLimitSince === 0) client.overSoftLimitSince = server.now
  return server.now - client.overSoftLimitSince > seconds * 1_000_000
}
