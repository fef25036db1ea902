/**
 * The admission steps of a stand-alone server in the order of processCommand (server.c). Replication and
 * cluster insert theirs where a server is composed.
 */
import type { Client } from '../clients/client.ts'
import { permission } from '../acl/acl.ts'
import { mustAuthenticate } from '../clients/authentication.ts'
import { isLoopback } from '../clients/accept.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import { clientEviction, memoryLimit } from '../eviction/admission.ts'
import type { Admission } from './call.ts'

/** Commands an unauthenticated client may use carry the no_auth flag. */
const authentication: Admission = {
  name: 'authentication',
  check: (client, command) =>
    client.authenticated || command.noAuth || !mustAuthenticate(client) ? undefined : errors.noAuth().text,
}

/** Commands that could harm the server, by default refused (allowProtectedAction). */
const guarded: Admission = {
  name: 'guarded',
  check: ({ server, address }, command) => {
    const { guardedBy } = command
    if (guardedBy === undefined) return undefined
    const who = server.config.values[guardedBy]
    if (who === 'yes' || (who === 'local' && isLoopback(address))) return undefined
    const debug = guardedBy === 'enableDebugCommand'
    const name = debug ? 'enable-debug-command' : 'enable-module-command'
    return errors.notAllowed(debug ? 'DEBUG' : 'MODULE', name).text
  },
}

/** Checked when a transaction is open. */
const insideMulti: Admission = {
  name: 'inside-multi',
  check: (client, command) =>
    client.multi !== undefined && command.noMulti ? errors.noMulti().text : undefined,
}

/** While anybody's keys are tracked, the table is kept within its limit before each command. */
const trackingLimit: Admission = {
  name: 'tracking-limit',
  check: ({ server }) => {
    if (server.tracking.clients > 0) server.tracking.limit()
    return undefined
  },
}

/** Saves fail: writes would be lost, so they are refused, and PING tells whoever watches. */
const diskError: Admission = {
  name: 'disk-error',
  check: (client, command) => {
    const { persistence } = client.server
    const denied = persistence.writesDenied
    if (denied === undefined) return undefined
    return command.refusedWithWrites === true || writes(client, command) ? denied : undefined
  },
}

/** In RESP2 a message looks like a reply: a subscribed client may do little else. */
const subscribed: Admission = {
  name: 'subscribed',
  check: (client, command) =>
    client.subscribed && client.reply.protocol === 2 && command.runsWhileSubscribed !== true
      ? errors.subscribedContext(command.fullName).text
      : undefined,
}

/** A script runs longer than busy-reply-threshold. */
const busyScript: Admission = {
  name: 'busy-script',
  check: ({ server }, command) =>
    server.scripting?.busy === true && !command.allowBusy ? server.scripting.busyText() : undefined,
}

/** A client in MONITOR counts as a replica: it may not touch keys. */
const monitorsKeepOut: Admission = {
  name: 'monitors-keep-out',
  check: (client, command) =>
    client.monitor && (command.isReadonly || mayWrite(client, command))
      ? errors.replicaNoKeyspace().text
      : undefined,
}

/** CLIENT PAUSE: the client waits and its command is run when the pause ends. */
const pause: Admission = {
  name: 'pause',
  check: (client, command, argv) =>
    client.server.pause.active && client.server.pause.holds(client, command)
      ? client.server.pause.postpone(client, command, argv)
      : undefined,
}

/** True for a command, or a transaction about to run, that changes data. */
export const mayWrite = (client: Client, command: Command): boolean =>
  command.isWrite ||
  command.mayReplicate ||
  (command.abortsWhenRejected === true &&
    client.multi !== undefined &&
    client.multi.queue.some((queued) => queued.command.isWrite || queued.command.mayReplicate))

/** True for a write, or a transaction about to run that has one. */
const writes = (client: Client, command: Command): boolean =>
  command.isWrite ||
  (command.abortsWhenRejected === true &&
    client.multi !== undefined &&
    client.multi.queue.some((queued) => queued.command.isWrite))

export const standardAdmission: readonly Admission[] = Object.freeze([
  guarded,
  authentication,
  insideMulti,
  permission,
  clientEviction,
  memoryLimit,
  trackingLimit,
  diskError,
  subscribed,
  busyScript,
  monitorsKeepOut,
  pause,
])
