/** ACL LOG: what was refused lately (acl.c: addACLLogEntry). */
import type { Client } from '../clients/client.ts'
import { clientLine } from '../clients/list.ts'
import type { Command } from '../command/declaration.ts'
import type { Denial, DenialReason } from './permission.ts'

export type AclContext = 'toplevel' | 'multi' | 'lua'

export interface AclLogEntry {
  /** How often it happened. */
  count: number
  readonly reason: DenialReason | 'auth'
  readonly context: AclContext
  /** The command, key or channel; how the command to log in was typed. */
  readonly object: string
  readonly username: string
  /** Unix time in ms when it last happened. */
  time: number
  /** The CLIENT LIST line of who last did it. */
  client: string
}

/** Alike entries not further apart are one, ms; so many of the newest are looked at. */
const GROUPING = 60_000
const LOOKED_AT = 10

export class AclLog {
  /** Newest first. */
  entries: AclLogEntry[] = []

  /** A command that a client sent was refused. */
  denied(
    client: Client,
    denial: Denial,
    context: 'toplevel' | 'multi',
    command: Command,
    argv: readonly string[],
  ): void {
    // The client's line shows the command as at hand, though it does not run.
    const { command: outerCommand, argv: outerArgv } = client
    client.command = command
    client.argv = argv
    this.addDenial(client, denial, context, command, argv)
    client.command = outerCommand
    client.argv = outerArgv
  }

  /** A command of a script was refused; `caller` is who runs the script. */
  deniedInScript(caller: Client, denial: Denial, command: Command, argv: readonly string[]): void {
    this.addDenial(caller, denial, 'lua', command, argv)
  }

  private addDenial(
    client: Client,
    denial: Denial,
    context: AclContext,
    command: Command,
    argv: readonly string[],
  ): void {
    const object = denial.reason === 'command' ? command.fullName : argv[denial.index]!
    this.add(client, { reason: denial.reason, context, object, username: client.user?.name ?? '' })
  }

  /** A login was refused. */
  deniedLogin(client: Client, username: string): void {
    const context = client.multi === undefined ? 'toplevel' : 'multi'
    this.add(client, { reason: 'auth', context, object: client.argv[0] ?? '', username })
  }

  private add(client: Client, what: Pick<AclLogEntry, 'reason' | 'context' | 'object' | 'username'>): void {
    const { server } = client
    const time = Math.floor(server.system.now() / 1000)
    const line = clientLine(client)
    const at = this.entries.slice(0, LOOKED_AT).findIndex((one) => isAlike(one, what, time))
    if (at === -1) {
      this.entries.unshift({ count: 1, ...what, time, client: line })
      const most = server.config.values.acllogMaxLen
      if (this.entries.length > most) this.entries.length = most
      return
    }
    const [entry] = this.entries.splice(at, 1)
    entry!.count++
    entry!.time = time
    entry!.client = line
    this.entries.unshift(entry!)
  }
}

const isAlike = (
  one: AclLogEntry,
  what: Pick<AclLogEntry, 'reason' | 'context' | 'object' | 'username'>,
  time: number,
): boolean =>
  one.reason === what.reason &&
  one.context === what.context &&
  one.object === what.object &&
  one.username === what.username &&
  Math.abs(one.time - time) <= GROUPING
