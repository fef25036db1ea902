/**
 * What changes in a running server when a parameter does (config.c: the apply functions). Most parameters
 * need nothing: they are read where they matter.
 */
import { switchAppendOnly } from '../persistence/aof-switch.ts'
import { NOTIFY } from '../config/special.ts'
import type { RedisServer } from './server.ts'
import { setProcessTitle } from './title.ts'

/** A parameter that can't take effect, and why. */
export interface Refusal {
  readonly name: string
  readonly why: string
}

/** `changed` undefined: at start, everything. Answers the parameter that can't take effect, if there is one. */
export const applyConfig = (
  server: RedisServer,
  changed: readonly string[] | undefined,
): Refusal | undefined => {
  const { values } = server.config
  server.lfuPolicy = values.maxmemoryPolicy.includes('lfu')
  server.sharesIntegers = values.maxmemory === 0 || !/l[rf]u/.test(values.maxmemoryPolicy)
  server.notifyMisses = (values.notifyKeyspaceEvents & NOTIFY.keyMiss) !== 0
  if (changed === undefined || changed.includes('requirepass')) {
    server.acl.setDefaultPassword(values.requirepass)
  }
  if (changed === undefined) return undefined
  if (changed.includes('port') && !listen(server)) {
    return { name: 'port', why: 'Unable to listen on this port. Check server logs.' }
  }
  if (changed.includes('bind') && !listen(server)) {
    return { name: 'bind', why: 'Failed to bind to specified addresses.' }
  }
  if (changed.includes('appendonly') && !switchAppendOnly(server)) {
    return { name: 'appendonly', why: 'Unable to turn on AOF. Check server logs.' }
  }
  if (changed.includes('maxmemory')) lowerMemory(server)
  if (server.memory.tracksClients) server.memory.trackAll()
  if (server.system.tracing) server.trace({ type: 'config.changed', names: changed })
  return undefined
}

/** Listens on the present port and addresses instead of those before. Open connections stay. */
const listen = (server: RedisServer): boolean => {
  const { system, listening } = server
  const { port, bind } = server.config.values
  // The old port is given up only if the new one works; new addresses of the same port need it free.
  if (port === listening) system.unlisten(listening)
  const failure = port === 0 ? undefined : system.listen(port, bind)
  if (failure !== undefined) {
    server.log.cannotListen(port, failure)
    return false
  }
  if (listening !== 0 && listening !== port) system.unlisten(listening)
  server.listening = port
  setProcessTitle(server)
  return true
}

/** A limit below what is used: the log warns, and eviction begins at once. */
const lowerMemory = (server: RedisServer): void => {
  const { maxmemory } = server.config.values
  if (maxmemory === 0) return
  server.eviction.startTimer()
  const used = server.memory.used - server.memory.notCounted
  if (maxmemory >= used) return
  server.log.warning(
    `WARNING: the new maxmemory value set via CONFIG SET (${maxmemory}) is smaller than the current memory usage (${used}). This will result in key eviction and/or the inability to accept new write commands depending on the maxmemory-policy.`,
  )
}
