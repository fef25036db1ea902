/** How a server starts (server.c: main): it listens, reads its users and its data, and then is ready. */
import type { Plain } from '../../world/process.ts'
import { loadUsers } from '../acl/file.ts'
import { shutDown } from '../persistence/shutdown.ts'
import { startAsReplica } from '../replication/start.ts'
import { touchesFiles } from './lacks.ts'
import { bootLog, initializedLog } from './log.ts'
import type { RedisServer } from './server.ts'
import { setProcessTitle } from './title.ts'

/** The timer after which a load goes on. */
export const LOAD = 'load'

/** `users`: the `user` lines of the configuration. */
export const boot = (server: RedisServer, users: readonly (readonly string[])[]): void => {
  const { system, log } = server
  const { port, bind } = server.config.values
  bootLog(server)
  const failure = port === 0 ? undefined : system.listen(port, bind)
  if (failure !== undefined) {
    log.cannotListen(port, failure)
    log.warning(`Failed listening on port ${port} (TCP), aborting.`)
    system.exit(1)
    return
  }
  server.listening = port
  setProcessTitle(server)
  initializedLog(server)
  if (!loadUsers(server, users)) system.exit(1)
  // A server that keeps nothing on disk has nothing to read.
  else if (touchesFiles(server)) proceed(server, server.files.code().loadAtStart(server))
  else ready(server)
}

/** What the timer is told at the end of a step: whoever waited for it comes before the next one. */
const REST = 'rest'

/** Reads on, unless a signal asked for the end meanwhile (whileBlockedCron). */
export const continueLoading = (server: RedisServer, args: Plain): void => {
  if (args === REST) {
    server.system.setTimer(0, LOAD)
    return
  }
  server.memory.trackPeak()
  if (server.shutdownSignal !== undefined) {
    server.shutdownSignal = undefined
    if (shutDown(server, { save: false })) return
  }
  if (server.loading !== undefined) proceed(server, server.loading.step())
}

const proceed = (server: RedisServer, state: 'more' | 'done' | 'failed'): void => {
  const { system, loading, charging } = server
  if (state === 'failed') system.exit(1)
  else if (state === 'done') ready(server)
  else if (charging) system.setTimer(0, LOAD, REST)
  else {
    // Where the wall clock rules others get their turn only after some time.
    system.setTimer(Math.max(1, loading!.owed), LOAD)
    loading!.owed = 0
  }
}

const ready = (server: RedisServer): void => {
  server.log.notice('Ready to accept connections')
  if (server.isReplica) startAsReplica(server)
  server.scheduleCron()
  if (!server.system.tracing) return
  server.trace({ type: 'server.ready', port: server.listening })
  for (const db of server.databases) if (db.size > 0) server.telling.database(db)
  server.memory.tellFirst()
  server.persistence.tell()
}
