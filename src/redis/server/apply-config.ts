/**
 * What changes in a running server when a parameter does (config.c: the apply functions). Most parameters
 * need nothing: they are read where they matter.
 */
import { NOTIFY } from '../config/special.ts'
import type { RedisServer } from './server.ts'

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
  server.notifyMisses = (values.notifyKeyspaceEvents & NOTIFY.keyMiss) !== 0
  if (changed === undefined) return undefined
  if (changed.includes('port') && !changePort(server)) {
    return { name: 'port', why: 'Unable to listen on this port. Check server logs.' }
  }
  if (changed.includes('maxmemory')) warnOfSmallMemory(server)
  if (server.system.tracing) server.trace({ type: 'config.changed', names: changed })
  return undefined
}

/** Listens on the new port; the old one is given up only if that works. Open connections stay. */
const changePort = (server: RedisServer): boolean => {
  const { port } = server.config.values
  if (port === server.listening) return true
  if (port !== 0 && !server.system.listen(port)) {
    server.log.cannotListen(port)
    return false
  }
  if (server.listening !== 0) server.system.unlisten(server.listening)
  server.listening = port
  return true
}

const warnOfSmallMemory = (server: RedisServer): void => {
  const { maxmemory } = server.config.values
  if (maxmemory === 0) return
  const { used } = server.memory
  if (maxmemory >= used) return
  server.log.warning(
    `WARNING: the new maxmemory value set via CONFIG SET (${maxmemory}) is smaller than the current memory usage (${used}). This will result in key eviction and/or the inability to accept new write commands depending on the maxmemory-policy.`,
  )
}
