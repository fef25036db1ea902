/** An orderly end (server.c: prepareForShutdown, finishShutdown): what is not saved yet is saved first. */
import type { RedisServer } from '../server/server.ts'
import { killRewrite } from './aof-switch.ts'

export interface ShutdownWish {
  /** SAVE and NOSAVE; undefined: a save if there are save points. */
  readonly save?: boolean
  /** End even if saving fails. */
  readonly force?: boolean
}

/**
 * Ends the server after saving; false, and it goes on, when saving failed (the log says why). What is loading is not
 * saved: it would take the place of the whole.
 */
export const shutDown = (server: RedisServer, asked: ShutdownWish): boolean => {
  const { log, config, loading } = server
  const wish = loading === undefined ? asked : { ...asked, save: false }
  log.warning('User requested shutdown...')
  const saved = endChild(server, wish) && syncAof(server) && saveLast(server, wish)
  if (!saved) {
    log.warning('Errors trying to shut down the server. Check the logs for more information.')
    return false
  }
  if (config.values.daemonize || config.values.pidfile !== '') log.notice('Removing the pid file.')
  server.end()
  return true
}

/** Bits of shutdown-on-sigint and shutdown-on-sigterm. */
const SAVE = 1
const NOSAVE = 2
const FORCE = 8

/** A signal asked for it: as the configuration says for that signal. False: the server goes on. */
export const shutDownBySignal = (server: RedisServer, signal: 'TERM' | 'INT'): boolean => {
  const { shutdownOnSigint, shutdownOnSigterm } = server.config.values
  const bits = signal === 'INT' ? shutdownOnSigint : shutdownOnSigterm
  const save = bits & SAVE ? true : bits & NOSAVE ? false : undefined
  server.shutdownSignal = undefined
  return shutDown(server, { save, force: (bits & FORCE) !== 0 })
}

/** A child's work would be thrown away by its parent's end in any case. */
const endChild = (server: RedisServer, { force }: ShutdownWish): boolean => {
  const { child, log, aof, persistence } = server
  if (child?.task.kind === 'rdb') {
    log.warning('There is a child saving an .rdb. Killing it!')
    persistence.callOff()
  } else if (child?.task.kind === 'aof') {
    if (aof.state === 'wait-rewrite') {
      if (force !== true) {
        log.warning("Writing initial AOF, can't exit.")
        return false
      }
      log.warning('Writing initial AOF. Exit anyway.')
    }
    log.warning('There is a child rewriting the AOF. Killing it!')
    killRewrite(server)
  }
  return true
}

const syncAof = ({ aof, log }: RedisServer): boolean => {
  if (aof.state === 'off') return true
  log.notice('Calling fsync() on the AOF file.')
  aof.flushAndSync()
  return true
}

const saveLast = (server: RedisServer, { save, force }: ShutdownWish): boolean => {
  const { log, config } = server
  if (save === false || (save !== true && config.values.save.length === 0)) return true
  log.notice('Saving the final RDB snapshot before exiting.')
  if (server.files.code().saveInForeground(server)) return true
  log.warning(
    force === true ? 'Error trying to save the DB. Exit anyway.' : "Error trying to save the DB, can't exit.",
  )
  return force === true
}
