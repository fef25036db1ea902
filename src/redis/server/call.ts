/**
 * The way of a command through the server (server.c: processCommand and call): look-up, arity, admission
 * in Redis's order, queueing under MULTI, execution, counting, monitoring, propagation.
 */
import { equalsIgnoreCase } from '../../bytes/bytestrings.ts'
import type { Client } from '../clients/client.ts'
import { CommandError, errors } from '../command/errors.ts'
import type { Command } from '../command/declaration.ts'
import { feedMonitors } from '../introspection/monitoring.ts'
import { costs } from './costs.ts'
import type { CommandStats } from './stats.ts'

/**
 * A step a command must pass before it runs. Answers an error text to reject it, 'postponed' when the
 * step parked the client, undefined to let it pass.
 */
export interface Admission {
  readonly name: string
  readonly check: (
    client: Client,
    command: Command,
    argv: readonly string[],
  ) => string | 'postponed' | undefined
  /**
   * True while the step lets every ordinary command of this client pass (`Command.isOrdinary`). What it looks at
   * may only change by commands that are not ordinary, or between two events.
   */
  readonly isIdle: (client: Client) => boolean
}

/** True when nothing but the command itself is to be done for an ordinary command of this client. */
const isAtEase = (client: Client): boolean => {
  const { server } = client
  if (client.examinedIn !== server.circumstances) {
    client.examinedIn = server.circumstances
    client.atEase = !server.hasWitnesses && server.admission.every((step) => step.isIdle(client))
  }
  return client.atEase
}

const NO_ARGUMENTS: readonly string[] = Object.freeze([])

/** Runs one command a client sent. The reply is in `client.reply`, unless the client was parked. */
export const processCommand = (client: Client, argv: readonly string[]): void => {
  const server = client.server
  const command = server.commands.lookup(argv)
  client.lastCommand = command
  if (command === undefined) return rejectUnknown(client, argv)
  const count = argv.length
  if ((command.arity > 0 && command.arity !== count) || count < -command.arity) {
    return reject(client, command, errors.wrongArity(command.fullName).text)
  }
  if (command.isOrdinary && server.depth === 0 && isAtEase(client)) {
    callAtEase(client, command, argv)
    if (server.blocking.hasReady) server.blocking.serve()
    return
  }
  for (const step of server.admission) {
    const verdict = step.check(client, command, argv)
    if (verdict === undefined) continue
    if (verdict !== 'postponed') reject(client, command, verdict)
    return
  }
  if (client.multi !== undefined && command.runsWhileQueueing !== true) {
    server.transactions.queue(client, command, argv)
    client.reply.status('QUEUED')
    return
  }
  call(client, command, argv)
  if (!command.isOrdinary) server.circumstances++
  if (server.replication !== undefined) client.writeOffset = server.replication.offset
  if (server.blocking.hasReady) server.blocking.serve()
}

const rejectUnknown = (client: Client, argv: readonly string[]): void => {
  if (isOfAnotherProtocol(argv[0]!)) {
    client.server.log.attack()
    client.server.closeClient(client)
    return
  }
  const container = client.server.commands.get(argv[0]!)
  const error =
    container?.subcommandByName !== undefined && argv.length > 1
      ? errors.unknownSubcommand(argv[1]!, container.name)
      : errors.unknownCommand(argv)
  flagTransaction(client)
  client.server.stats.countError(error.text)
  client.reply.error(error.text)
}

/** A web page made a browser talk to us (cross-protocol scripting). */
const isOfAnotherProtocol = (name: string): boolean =>
  equalsIgnoreCase(name, 'host:') || equalsIgnoreCase(name, 'post')

/** rejectCommand: the transaction is spoilt; EXEC itself answers EXECABORT with the reason. */
const reject = (client: Client, command: Command, text: string): void => {
  const { stats, transactions } = client.server
  flagTransaction(client)
  stats.of(command).rejected++
  if (command.abortsWhenRejected === true) {
    transactions.abort(client, text)
    return
  }
  stats.countError(text)
  client.reply.error(text)
}

const flagTransaction = (client: Client): void => {
  if (client.multi !== undefined) client.multi.dirtyExec = true
}

/** `call` without what it does for those who watch, listen or are parked: none of them is there. */
const callAtEase = (client: Client, command: Command, argv: readonly string[]): void => {
  const { server, reply } = client
  const { system, propagation } = server
  const start = system.now()
  const dirtyBefore = server.dirty
  server.now = start
  reply.errors = 0
  client.command = command
  client.argv = argv
  client.rewritten = undefined
  client.redacted = undefined
  client.preventPropagation = false
  client.visited = 0
  server.depth = 1
  try {
    command.run!(client, argv)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    reply.error(error.text)
  }
  server.depth = 0
  const failures = reply.errors
  reply.errors = 0
  account(client, command, argv, system.now() - start, failures)
  if (propagation.active) propagation.afterCall(client, argv, server.dirty - dirtyBefore)
  server.memory.settle()
  server.stats.commandsProcessed++
  client.command = undefined
  client.argv = NO_ARGUMENTS
  client.visited = 0
}

/**
 * Executes a command that was admitted (also from EXEC and scripts): freezes the clock, runs it, counts,
 * feeds monitors, slow log, propagation and trace.
 */
export const call = (client: Client, command: Command, argv: readonly string[]): void => {
  const { server, reply, retrying } = client
  const { system, propagation } = server
  const start = system.now()
  if (server.depth === 0) {
    server.now = start
    reply.errors = 0
  }
  const outerCommand = client.command
  const outerArgv = client.argv
  const outerVisited = client.visited
  const dirtyBefore = server.dirty
  const bytesBefore = reply.pendingBytes
  client.command = command
  client.argv = argv
  client.rewritten = undefined
  client.redacted = undefined
  client.preventPropagation = false
  client.visited = 0
  // A script is shown before the commands it calls.
  if (command.skipMonitor && server.monitors.length > 0 && !retrying) feedMonitors(server, client, argv)
  server.depth++
  try {
    command.run!(client, argv)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    reply.error(error.text)
  }
  server.depth--
  // A client that was tried again and parked once more has done nothing that counts.
  if (client.retrying === retrying) {
    if (server.charging) charge(client, argv, reply.pendingBytes - bytesBefore)
    const elapsed = system.now() - start
    const failures = reply.errors
    // An error of a queued command is that command's, not EXEC's too.
    reply.errors = 0
    if (retrying) settleBlocked(client, command, argv, elapsed, failures)
    // What a log repeats was counted when it happened.
    else if (!server.aof.loading) account(client, command, argv, elapsed, failures)
  }
  if (command.isReadonly && server.tracking.clients > 0 && command.group !== 'scripting') {
    server.tracking.remember(client)
  }
  if (system.tracing) server.telling.command(client, command, client.redacted ?? argv, bytesBefore)
  // After it ran: SELECT is shown with its new database, EXEC after what was queued (recorded).
  if (server.monitors.length > 0 && !command.skipMonitor && !command.isAdmin && !retrying) {
    feedMonitors(server, client, client.redacted ?? argv)
  }
  if (propagation.active) propagation.afterCall(client, argv, server.dirty - dirtyBefore)
  if (server.depth === 0) server.memory.settle()
  if (!retrying) server.stats.commandsProcessed++
  if (server.depth === 0) server.tracking.tellPending()
  client.command = outerCommand
  client.argv = outerArgv
  client.visited = outerVisited
}

/** Charges the process with the virtual µs of this call; the calls it made are charged already. */
const charge = (client: Client, argv: readonly string[], replied: number): void => {
  let bytes = replied
  for (const a of argv) bytes += a.length
  const base = client.script ? costs.scriptCommand : costs.command
  client.server.system.work(base + client.visited * costs.visited + (bytes * costs.kilobyte) / 1024)
}

/** Counts a call. One that parked its client is settled when the client is served. */
const account = (
  client: Client,
  command: Command,
  argv: readonly string[],
  elapsed: number,
  failures: number,
): void => {
  const stats = client.server.stats.of(command)
  stats.calls++
  stats.microseconds += elapsed
  if (client.blocked === undefined) settle(client, command, stats, argv, elapsed, failures)
  else client.blockedSpent = elapsed
}

/**
 * updateStatsOnUnblock: a parked client was served or gave up, which took `elapsed` µs. The time before it was
 * parked is counted a second time, as 7.0 does (recorded).
 */
export const settleBlocked = (
  client: Client,
  command: Command,
  argv: readonly string[],
  elapsed: number,
  failures: number,
): void => {
  const total = client.blockedSpent + elapsed
  const stats = client.server.stats.of(command)
  stats.microseconds += total
  settle(client, command, stats, argv, total, failures)
}

const settle = (
  client: Client,
  command: Command,
  stats: CommandStats,
  argv: readonly string[],
  elapsed: number,
  failures: number,
): void => {
  const { server } = client
  if (server.config.values.latencyTracking) stats.took(elapsed)
  server.latency.note(command.isFast ? 'fast-command' : 'command', elapsed)
  if (failures > 0) {
    stats.failed++
    server.stats.countError(client.reply.lastError)
  }
  if (!command.skipSlowlog) server.slowlog.record(client, client.redacted ?? argv, elapsed)
}
