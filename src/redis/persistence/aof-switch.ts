/** Switching the append-only file on and off while the server runs (aof.c: startAppendOnly, stopAppendOnly). */
import type { RedisServer } from '../server/server.ts'

/** Does what `appendonly` says now; false when it can't be switched on. */
export const switchAppendOnly = (server: RedisServer): boolean => {
  const { aof, config } = server
  const { appendonly } = config.values
  if (appendonly && aof.state === 'off') return startAppendOnly(server)
  if (!appendonly && aof.state !== 'off') stopAppendOnly(server)
  return true
}

/** True while EXEC runs what was queued (server.in_exec). */
export const inExec = ({ currentClient, depth }: RedisServer): boolean =>
  currentClient?.multi !== undefined && depth > 1

/** The rewriting child is called off; its work counts as no failure (killAppendOnlyChild). */
export const killRewrite = (server: RedisServer): void => {
  const { child } = server.aof.rewrite
  if (child === undefined) return
  server.log.notice(`Killing running AOF rewrite child: ${child.pid}`)
  server.persistence.callOff()
}

const stopAppendOnly = (server: RedisServer): void => {
  const { aof } = server
  aof.flushAndSync()
  aof.file = undefined
  aof.selectedDb = -1
  aof.setState('off')
  aof.rewrite.scheduled = false
  aof.incrSize = 0
  killRewrite(server)
  aof.clearBuffer()
}

/** The file is complete only after a rewrite: until that is over, what changes waits in a temporary file. */
const startAppendOnly = (server: RedisServer): boolean => {
  const { aof, child, log } = server
  aof.setState('wait-rewrite')
  if (child !== undefined && child.task.kind !== 'aof') {
    aof.rewrite.scheduled = true
    log.warning(
      'AOF was enabled but there is already another background operation. An AOF background was scheduled to start when possible.',
    )
  } else if (inExec(server)) {
    aof.rewrite.scheduled = true
    log.warning(
      'AOF was enabled during a transaction. An AOF background was scheduled to start when possible.',
    )
  } else if (!startFirstRewrite(server)) return false
  aof.lastFsync = aof.seconds
  if (aof.fsyncError !== undefined) {
    log.warning('AOF reopen, just ignore the AOF fsync error in bio job')
    aof.fsyncError = undefined
  }
  if (aof.writeError !== undefined) {
    log.warning('AOF reopen, just ignore the last error.')
    aof.writeError = undefined
  }
  return true
}

const startFirstRewrite = (server: RedisServer): boolean => {
  const { aof, child, log } = server
  if (child !== undefined) {
    log.warning(
      'AOF was enabled but there is already an AOF rewriting in background. Stopping background AOF and starting a rewrite now.',
    )
    killRewrite(server)
  }
  if (aof.rewrite.start()) return true
  aof.setState('off')
  log.warning(
    "Redis needs to enable the AOF but can't trigger a background AOF rewrite operation. Check the above logs for more info about the error.",
  )
  return false
}
