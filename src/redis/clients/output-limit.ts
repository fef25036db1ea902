/** client-output-buffer-limit: who reads too slowly is cut off (networking.c: checkClientOutputBufferLimits). */
import type { Client } from './client.ts'

/** Whether a client that has `unsent` bytes still to read is to be closed now. */
export const exceedsOutputLimit = (client: Client, unsent: number): boolean => {
  if (unsent === 0) {
    client.overSoftLimitSince = 0
    return false
  }
  const { server } = client
  const limits = server.config.values.clientOutputBufferLimit
  const { hard, soft, seconds } = client.type === 'pubsub' ? limits.pubsub : limits.normal
  if (hard > 0 && unsent >= hard) return true
  if (soft === 0 || unsent < soft) {
    client.overSoftLimitSince = 0
    return false
  }
  if (client.overSoftLimitSince === 0) client.overSoftLimitSince = server.now
  return server.now - client.overSoftLimitSince > seconds * 1_000_000
}
