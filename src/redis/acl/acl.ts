/** The users of a server and what it asks of them (acl.c). */
import type { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import type { Admission } from '../server/call.ts'
import type { RedisServer } from '../server/server.ts'
import { describeUser } from './describe.ts'
import { AclLog } from './log.ts'
import { allowsChannel, checkPermission, denialText } from './permission.ts'
import type { RuleContext } from './selector.ts'
import type { User } from './user.ts'
import { applyRule, copyRules, newUser, passwordFits } from './user.ts'

export const DEFAULT_USER = 'default'

export class Acl {
  private readonly server: RedisServer
  /** By name, in no order. */
  users = new Map<string, User>()
  /** New connections are this user. It always exists and stays the same object. */
  readonly defaultUser: User
  readonly log = new AclLog()

  constructor(server: RedisServer) {
    this.server = server
    this.defaultUser = this.freshDefault()
    this.users.set(DEFAULT_USER, this.defaultUser)
  }

  /** What rules are applied in. */
  get context(): RuleContext {
    const { server } = this
    return {
      commands: server.commands,
      openChannels: server.config.values.aclPubsubDefault === 'allchannels',
      warn: (text) => server.log.warning(text),
    }
  }

  /** A default user as at the start: on, without a password, allowed everything. */
  freshDefault(): User {
    const user = newUser(DEFAULT_USER, this.context)
    for (const rule of ['+@all', '~*', '&*', 'on', 'nopass']) applyRule(user, rule, this.context)
    return user
  }

  /** All users in the order of their names. */
  get sorted(): User[] {
    return [...this.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Each user as ACL LIST shows it, without the word user. */
  describe(): string[] {
    return this.sorted.map((user) => `${user.name} ${describeUser(user, this.server.commands)}`)
  }

  /**
   * Logs a connection in (ACLAuthenticateUser). Throws WRONGPASS, also for a user that doesn't exist or is off, and
   * remembers it.
   */
  authenticate(client: Client, name: string, password: string): void {
    const user = this.users.get(name)
    if (user === undefined || !passwordFits(user, password)) {
      this.log.deniedLogin(client, name)
      throw errors.wrongPass()
    }
    client.user = user
    client.authenticated = true
  }

  /** requirepass is the password of the default user; empty: it needs none (ACLUpdateDefaultUserPassword). */
  setDefaultPassword(password: string): void {
    applyRule(this.defaultUser, 'resetpass', this.context)
    applyRule(this.defaultUser, password === '' ? 'nopass' : `>${password}`, this.context)
  }

  /** Gives a user, perhaps a new one, the rules of `from`. Subscribers it no longer allows are cut off. */
  assign(name: string, from: User): void {
    const known = this.users.get(name)
    if (known !== undefined) this.closeSubscribers(known, from)
    const user = known ?? newUser(name, this.context)
    copyRules(user, from)
    this.users.set(name, user)
  }

  /** Forgets a user and closes its connections but that of `by`. False if there is none. */
  delete(name: string, by: Client): boolean {
    const user = this.users.get(name)
    if (user === undefined) return false
    this.users.delete(name)
    this.closeClients(user, by)
    return true
  }

  /**
   * The users of a file replace all others. The connections of those before are closed, but for the default user's
   * and that of `by`.
   */
  replaceAll(users: ReadonlyMap<string, User>, by: Client | undefined): void {
    const before = [...this.users.values()]
    copyRules(this.defaultUser, users.get(DEFAULT_USER) ?? this.freshDefault())
    this.users = new Map(users)
    this.users.set(DEFAULT_USER, this.defaultUser)
    for (const user of before) if (user !== this.defaultUser) this.closeClients(user, by)
  }

  /** The user a connection was is no more: it is closed once the running command has replied. */
  closeIfGone(client: Client, user: User | undefined): void {
    if (user !== undefined && this.users.get(user.name) !== user) client.closeSoon()
  }

  private closeClients(user: User, by: Client | undefined): void {
    for (const client of [...this.server.clients.values()]) {
      if (client.user !== user) continue
      client.user = this.defaultUser
      client.authenticated = false
      if (client !== by) this.server.closeClient(client)
    }
  }

  /** ACLKillPubsubClientsIfNeeded. */
  private closeSubscribers(user: User, next: User): void {
    if (next.selectors.some((selector) => selector.allChannels)) return
    const allowed = next.selectors.flatMap((selector) => selector.channels)
    const before = user.selectors.flatMap((selector) => selector.channels)
    const openBefore = user.selectors.some((selector) => selector.allChannels)
    if (!openBefore && before.every((channel) => allowed.includes(channel))) return
    for (const client of [...this.server.clients.values()]) {
      if (client.user !== user || client.type !== 'pubsub') continue
      const { channel, pattern, shard } = client.listensTo
      const fine =
        [...pattern].every((name) => allowsChannel(allowed, name, true)) &&
        [...channel, ...shard].every((name) => allowsChannel(allowed, name, false))
      if (!fine) this.server.closeClient(client)
    }
  }
}

/** The admission step: what the user may not do is refused and remembered. */
export const permission: Admission = {
  name: 'permission',
  isIdle: ({ user }) => user === undefined || user.unrestricted,
  check: (client, command, argv) => {
    const { user } = client
    if (user === undefined || user.unrestricted) return undefined
    const denial = checkPermission(user, command, argv)
    if (denial === undefined) return undefined
    const context = client.multi === undefined ? 'toplevel' : 'multi'
    client.server.acl.log.denied(client, denial, context, command, argv)
    return denialText(denial, command)
  },
}

/** Why a script of this caller may not run a command, which is remembered; undefined: it may (scriptVerifyACL). */
export const refuseInScript = (
  caller: Client,
  command: Command,
  argv: readonly string[],
): string | undefined => {
  const denial = checkPermission(caller.user, command, argv)
  if (denial === undefined) return undefined
  caller.server.acl.log.deniedInScript(caller, denial, command, argv)
  if (denial.reason === 'command') return errors.scriptNoCommand().text
  return denial.reason === 'key' ? errors.scriptNoKey().text : errors.scriptNoChannel().text
}
