/** MULTI, EXEC, DISCARD and WATCH (multi.c). */
import type { Client, MultiState } from '../clients/client.ts'
import { checkPermission } from '../acl/permission.ts'
import type { DenialReason } from '../acl/permission.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import type { Database } from '../keyspace/database.ts'
import { admissionFlags } from '../scripting/command-flags.ts'
import { call } from '../server/call.ts'

export class Transactions {
  /** Clients with watched keys: none, and a modification costs nothing. */
  begin(client: Client): void {
    client.multi = { queue: [], dirtyExec: false, next: 0 }
  }

  queue(client: Client, command: Command, argv: readonly string[]): void {
    const multi = client.multi!
    // Nothing of it will run: no need to remember it.
    if (!multi.dirtyExec && !client.dirtyCas) {
      multi.queue.push({ command, argv, flags: admissionFlags(client.server, command, argv) })
    }
  }

  /** Forgets queue and watches. */
  discard(client: Client): void {
    client.multi = undefined
    client.dirtyCas = false
    this.unwatchAll(client)
  }

  watch(client: Client, key: string): void {
    const { db } = client
    if (client.watched.some((w) => w.db === db && w.key === key)) return
    const entry = db.peek(key)
    const expired =
      entry !== undefined && entry.expireAt !== null && entry.expireAt < client.server.milliseconds
    client.watched.push({ db, key, expired })
    const watchers = db.watched.get(key)
    if (watchers === undefined) db.watched.set(key, [client])
    else watchers.push(client)
  }

  unwatchAll(client: Client): void {
    for (const { db, key } of client.watched) {
      const watchers = db.watched.get(key)?.filter((c) => c !== client)
      if (watchers === undefined || watchers.length === 0) db.watched.delete(key)
      else db.watched.set(key, watchers)
    }
    client.watched = []
  }

  /** touchWatchedKey: the EXEC of everyone who watches this key will answer nil. */
  touchWatched(db: Database, key: string): void {
    for (const client of db.watched.get(key) ?? []) {
      const watched = client.watched.find((w) => w.db === db && w.key === key)
      // A key that was expired when it was watched and is now deleted has not changed.
      if (watched?.expired === true && db.peek(key) === undefined) {
        watched.expired = false
        continue
      }
      client.dirtyCas = true
    }
  }

  /**
   * touchAllWatchedKeysInDb: before FLUSHDB / SWAPDB. A watched key counts as touched when it is in the
   * emptied database (or in the one it is swapped with), unless it was expired and stays so.
   */
  touchAll(emptied: Database, replacedWith?: Database): void {
    const { expiry } = emptied.server
    for (const [key, clients] of emptied.watched) {
      const there = emptied.peek(key) !== undefined
      const then = replacedWith?.peek(key)
      if (!there && then === undefined) continue
      const thenLive = then !== undefined && !expiry.isExpired(then)
      for (const client of clients) {
        const watched = client.watched.find((w) => w.db === emptied && w.key === key)!
        if (!thenLive && (watched.expired || !there)) {
          // No logical change. A key that is gone counts as expired no longer, one that came expired does.
          watched.expired = then !== undefined
          continue
        }
        client.dirtyCas = true
      }
    }
  }

  /** isWatchedKeyExpired: a watched key ran out since it was watched. */
  private watchedKeyExpired(client: Client): boolean {
    const now = client.server.milliseconds
    return client.watched.some(({ db, key, expired }) => {
      const entry = expired ? undefined : db.peek(key)
      return entry !== undefined && entry.expireAt !== null && entry.expireAt < now
    })
  }

  /** EXEC of a client in MULTI. */
  exec(client: Client): void {
    const multi = client.multi!
    if (client.retrying) return this.carryOn(client, multi)
    if (this.watchedKeyExpired(client)) client.dirtyCas = true
    if (multi.dirtyExec || client.dirtyCas) {
      if (multi.dirtyExec) client.reply.error(errors.execAbort().text)
      else client.reply.nilArray()
      this.discard(client)
      return
    }
    this.unwatchAll(client)
    client.reply.array(multi.queue.length)
    this.carryOn(client, multi)
  }

  /** Runs what is left of the queue. A script that takes long suspends it: EXEC is tried again on its turn. */
  private carryOn(client: Client, multi: MultiState): void {
    const blocks = client.denyBlocking
    client.denyBlocking = true
    // `multi` stays meanwhile: CLIENT INFO within the transaction shows it.
    this.runQueue(client, multi)
    client.denyBlocking = blocks
    if (client.blocked !== undefined) return
    // The queued commands were propagated, EXEC itself never is.
    client.preventPropagation = true
    this.discard(client)
  }

  private runQueue(client: Client, multi: MultiState): void {
    const { stats } = client.server
    const { retrying } = client
    let refused = false
    for (; multi.next < multi.queue.length; multi.next++) {
      const { command, argv } = multi.queue[multi.next]!
      const refusal =
        client.user?.unrestricted === false ? noLongerPermitted(client, command, argv) : undefined
      refused = refusal !== undefined
      if (refusal === undefined) call(client, command, argv)
      else {
        client.reply.error(refusal)
        client.reply.errors = 0
        stats.countError(refusal)
      }
      if (client.blocked !== undefined) return
      // Only the suspended script is tried again, what follows it runs for the first time.
      client.retrying = false
    }
    client.retrying = retrying
    // An error after the last call is EXEC's own (incrCommandStatsOnError).
    if (refused) stats.of(client.command!).failed++
  }

  /** execCommandAbort: EXEC itself was refused (`text`); nothing of the transaction runs. */
  abort(client: Client, text: string): void {
    const at = text.indexOf(' ')
    const reason = text.startsWith('ERR ') ? text.slice(at + 1) : text
    this.discard(client)
    const error = `EXECABORT Transaction discarded because of: ${reason}`
    client.server.stats.countError(error)
    client.reply.error(error)
  }
}

const NO_LONGER: Readonly<Record<DenialReason, string>> = {
  command: 'no permission to execute the command or subcommand',
  key: 'no permission to touch the specified keys',
  channel: 'no permission to access one of the channels used as arguments',
}

/** Permissions are asked again when a queued command runs: they may have changed since. */
const noLongerPermitted = (client: Client, command: Command, argv: readonly string[]): string | undefined => {
  const denial = checkPermission(client.user, command, argv)
  if (denial === undefined) return undefined
  client.server.acl.log.denied(client, denial, 'multi', command, argv)
  return errors.noLongerPermitted(NO_LONGER[denial.reason]).text
}
