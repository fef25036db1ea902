/**
 * The admission steps of a stand-alone server in the order of processCommand (server.c). Replication and
 * cluster insert theirs where a server is composed.
 */
import type { Client, QueuedCommand } from '../clients/client.ts'
import { permission } from '../acl/acl.ts'
import { mustAuthenticate } from '../clients/authentication.ts'
import { isLoopback } from '../clients/accept.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import { clientEviction, memoryLimit } from '../eviction/admission.ts'
import { admissionFlags } from '../scripting/command-flags.ts'
import type { Admission } from './call.ts'
import type { RedisServer } from './server.ts'

/** Commands an unauthenticated client may use carry the no_auth flag. */
const authentication: Admission = {
  name: 'authentication',
  isIdle: (client) => client.authenticated || !mustAuthenticate(client),
  check: (client, command) =>
    client.authenticated || command.noAuth || !mustAuthenticate(client) ? undefined : errors.noAuth().text,
}

/** Commands that could harm the server, by default refused (allowProtectedAction). */
const guarded: Admission = {
  name: 'guarded',
  isIdle: () => true,
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
  isIdle: (client) => client.multi === undefined,
  check: (client, command) =>
    client.multi !== undefined && command.noMulti ? errors.noMulti().text : undefined,
}

/** While anybody's keys are tracked, the table is kept within its limit before each command. */
const trackingLimit: Admission = {
  name: 'tracking-limit',
  isIdle: ({ server }) => server.tracking.clients === 0,
  check: ({ server }) => {
    if (server.tracking.clients > 0) server.tracking.limit()
    return undefined
  },
}

/** Saves fail: writes would be lost, so they are refused, and PING tells whoever watches. */
const diskError: Admission = {
  name: 'disk-error',
  isIdle: ({ server }) => server.persistence.writesDenied === undefined,
  check: (client, command, argv) => {
    const { persistence } = client.server
    const denied = persistence.writesDenied
    if (denied === undefined) return undefined
    return command.refusedWithWrites === true || writes(client, command, argv) ? denied : undefined
  },
}

/** In RESP2 a message looks like a reply: a subscribed client may do little else. */
const subscribed: Admission = {
  name: 'subscribed',
  isIdle: (client) => !client.subscribed || client.reply.protocol === 3,
  check: (client, command) =>
    client.subscribed && client.reply.protocol === 2 && command.runsWhileSubscribed !== true
      ? errors.subscribedContext(command.fullName).text
      : undefined,
}

/** A script runs longer than busy-reply-threshold. */
const busyScript: Admission = {
  name: 'busy-script',
  isIdle: ({ server }) => server.scripting?.busy !== true,
  check: ({ server }, command) =>
    server.scripting?.busy === true && !command.allowBusy ? server.scripting.busyText() : undefined,
}

/** A replica, as which a client in MONITOR counts too, may not touch keys. */
const monitorsKeepOut: Admission = {
  name: 'monitors-keep-out',
  isIdle: (client) => !client.monitor && !client.replica,
  check: (client, command, argv) =>
    (client.monitor || client.replica) && (command.isReadonly || mayWrite(client, command, argv))
      ? errors.replicaNoKeyspace().text
      : undefined,
}

/** CLIENT PAUSE: the client waits and its command is run when the pause ends. */
const pause: Admission = {
  name: 'pause',
  isIdle: ({ server }) => !server.pause.active,
  check: (client, command, argv) =>
    client.server.pause.active && client.server.pause.holds(client, command, argv)
      ? client.server.pause.postpone(client, command, argv)
      : undefined,
}

/** True for a command, or a transaction about to run, that changes data. */
export const mayWrite = (client: Client, command: Command, argv: readonly string[]): boolean => {
  const { isWrite, mayReplicate } = admissionFlags(client.server, command, argv)
  return isWrite || mayReplicate || runs(client, command, ({ flags }) => flags.isWrite || flags.mayReplicate)
}

/** True for a write, or a transaction about to run that has one. */
const writes = (client: Client, command: Command, argv: readonly string[]): boolean =>
  admissionFlags(client.server, command, argv).isWrite || runs(client, command, ({ flags }) => flags.isWrite)

/** A transaction is about to run that has such a command. */
const runs = (client: Client, command: Command, such: (queued: QueuedCommand) => boolean): boolean =>
  command.abortsWhenRejected === true && client.multi !== undefined && client.multi.queue.some(such)

/** min-replicas-to-write: too few replicas were heard of lately. */
const noReplicas: Admission = {
  name: 'no-replicas',
  isIdle: ({ server }) => enoughReplicas(server),
  check: (client, command, argv) =>
    writes(client, command, argv) && !enoughReplicas(client.server) ? errors.noReplicas().text : undefined,
}

/** Enough replicas follow closely for a write to be taken (checkGoodReplicasStatus). */
export const enoughReplicas = ({ config, isReplica, replication }: RedisServer): boolean => {
  const { minReplicasToWrite: wanted, minReplicasMaxLag: lag } = config.values
  return isReplica || wanted === 0 || lag === 0 || (replication?.replicas.good ?? 0) >= wanted
}

/** A replica takes writes from its primary only. */
const readonlyReplica: Admission = {
  name: 'readonly-replica',
  isIdle: ({ server }) => !server.isReplica,
  check: (client, command, argv) =>
    refusesWrites(client.server) && !client.mustObey && writes(client, command, argv)
      ? errors.readonlyReplica().text
      : undefined,
}

/** What refuses a script that says it writes. */
export const checkWriting = ({ server, mustObey }: Client): void => {
  const denied = server.persistence.writesDenied
  if (denied !== undefined) throw errors.text(denied)
  if (!enoughReplicas(server)) throw errors.noReplicas()
  if (refusesWrites(server) && !mustObey) throw errors.readonlyReplica()
}

/** It takes writes from its primary only. */
export const refusesWrites = ({ isReplica, config }: RedisServer): boolean =>
  isReplica && config.values.replicaReadOnly

/** A replica without its primary may be told not to show what could be old. */
const staleReplica: Admission = {
  name: 'stale-replica',
  isIdle: ({ server }) => !isStale(server),
  check: (client, command, argv) =>
    isStale(client.server) &&
    (!admissionFlags(client.server, command, argv).stale ||
      runs(client, command, ({ flags }) => !flags.stale))
      ? errors.masterDown().text
      : undefined,
}

/** A replica whose link is down and that must not show old data. */
export const isStale = ({ isReplica, config }: RedisServer): boolean =>
  isReplica && !config.values.replicaServeStaleData

/** The data is not all there yet: only what says nothing of it is answered. */
const loading: Admission = {
  name: 'loading',
  isIdle: ({ server }) => server.loading === undefined,
  check: (client, command) =>
    client.server.loading !== undefined &&
    (!command.flags.includes('loading') ||
      runs(client, command, (queued) => !queued.command.flags.includes('loading')))
      ? errors.loading().text
      : undefined,
}

export const standardAdmission: readonly Admission[] = Object.freeze([
  guarded,
  authentication,
  insideMulti,
  permission,
  clientEviction,
  memoryLimit,
  trackingLimit,
  diskError,
  noReplicas,
  readonlyReplica,
  subscribed,
  staleReplica,
  loading,
  busyScript,
  monitorsKeepOut,
  pause,
])
