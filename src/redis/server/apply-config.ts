/**
 * What changes in a running server when a parameter does (config.c: the apply functions).
 */
import type { RedisServer } from './server.ts'

/** `changed` undefined: at start, everything. */
export const applyConfig = (server: RedisServer, changed: readonly string[] | undefined): void => {
  const { values } = server.config
  server.lfuPolicy = values.maxmemoryPolicy.includes('lfu')
  if (changed === undefined) return
  if (changed.includes('slowlog-max-len') && server.slowlog.entries.length > values.slowlogMaxLen) {
    server.slowlog.entries.length = values.slowlogMaxLen
  }
  if (server.system.tracing) server.trace({ type: 'config.changed', names: changed })
}
