/** Users in files: `user` lines of redis.conf, and the file aclfile names (acl.c: ACLLoadFromFile and kin). */
import { absolutePath } from '../config/commandline.ts'
import { cString } from '../config/ctext.ts'
import { trimLine } from '../config/file.ts'
import type { CommandTable } from '../command/table.ts'
import { errnoText } from '../server/errno.ts'
import type { Client } from '../clients/client.ts'
import type { RedisServer } from '../server/server.ts'
import { DEFAULT_USER } from './acl.ts'
import type { RuleContext } from './selector.ts'
import { hasSpaces, ruleErrors } from './selector.ts'
import type { User } from './user.ts'
import { applyRule, mergeSelectors, newUser } from './user.ts'

/**
 * Checks the `user` lines of one configuration while it is read (ACLAppendUserForLoading). Names of commands are no
 * error yet: a module may bring them. The index of the argument at fault is the one Redis tells, which counts from
 * the first rule.
 */
export const userLineChecker = (
  commands: CommandTable,
): ((args: readonly string[]) => { readonly at: number; readonly error: string } | undefined) => {
  const names = new Set<string>()
  const context: RuleContext = { commands, openChannels: false, warn: () => undefined }
  return (args) => {
    const name = args[1]!
    if (names.has(name)) return { at: 1, error: ruleErrors.duplicate }
    const merged = mergeSelectors(args.slice(2))
    // Nothing set the reason: the words are those of the last error there was (recorded).
    if (typeof merged === 'number') return { at: merged, error: ruleErrors.unknown }
    const user = newUser(name, context)
    for (const [at, rule] of merged.entries()) {
      const error = applyRule(user, rule, context)
      if (error !== undefined && error !== ruleErrors.unknown) return { at, error }
    }
    names.add(name)
    return undefined
  }
}

/** Makes the users of redis.conf. False if the server can't start with them; the log says why. */
const loadConfigured = (server: RedisServer, lines: readonly (readonly string[])[]): boolean => {
  const { acl, log } = server
  for (const [name = '', ...args] of lines) {
    if (hasSpaces(name)) {
      log.warning('Spaces not allowed in ACL usernames')
      return false
    }
    const user = name === DEFAULT_USER ? acl.defaultUser : newUser(name, acl.context)
    if (name === DEFAULT_USER) applyRule(user, 'reset', acl.context)
    acl.users.set(name, user)
    const rules = mergeSelectors(args)
    for (const rule of typeof rules === 'number' ? [] : rules) {
      const error = applyRule(user, rule, acl.context)
      if (error === undefined) continue
      log.warning(`Error loading ACL rule '${cString(rule)}' for the user named '${cString(name)}': ${error}`)
      return false
    }
    if (user.enabled) continue
    log.notice(
      `The user '${cString(name)}' is disabled (there is no 'on' modifier in the user description). Make sure this is not a configuration error.`,
    )
  }
  return true
}

/** Makes the users a server starts with (ACLLoadUsersAtStartup). False if it can't start; the log says why. */
export const loadUsers = (server: RedisServer, lines: readonly (readonly string[])[]): boolean => {
  const { config, log } = server
  const { aclfile } = config.values
  if (aclfile !== '' && lines.length > 0) {
    log.warning(
      'Configuring Redis with users defined in redis.conf and at the same setting an ACL file path is invalid. This setup is very likely to lead to configuration errors and security holes, please define either an ACL file or declare users directly in your redis.conf, but not both.',
    )
    return false
  }
  if (!loadConfigured(server, lines)) {
    log.warning('Critical error while loading ACLs. Exiting.')
    return false
  }
  const failure = aclfile === '' ? undefined : loadAclFile(server, undefined)
  if (failure !== undefined) log.warning(`Aborting Redis startup because of ACL errors: ${failure}`)
  return failure === undefined
}

const pathOf = ({ config }: RedisServer): string => absolutePath(config.values.dir, config.values.aclfile)

/** One line of the file: the user it makes, undefined for an empty one, or what is wrong. */
const readLine = (
  line: string,
  at: string,
  users: ReadonlyMap<string, User>,
  context: RuleContext,
): { readonly user?: User; readonly error: string } => {
  const [word, name, ...args] = line.split(' ')
  if (word !== 'user' || name === undefined) {
    return { error: `${at} should start with user keyword followed by the username. ` }
  }
  if (hasSpaces(name)) return { error: `'${at}: username '${name}' contains invalid characters. ` }
  if (users.has(name)) {
    return { error: `WARNING: Duplicate user '${name}' found on line ${at.slice(at.lastIndexOf(':') + 1)}. ` }
  }
  const user = newUser(name, context)
  const rules = mergeSelectors(args)
  // Here the real server crashes (recorded).
  if (typeof rules === 'number') {
    return { user, error: `${at}: Unmatched parenthesis in selector definition.` }
  }
  let error = ''
  let told = false
  for (const one of rules) {
    const rule = one.replace(/^[\t\r\n]+|[\t\r\n]+$/g, '')
    const wrong = applyRule(user, rule, context)
    if (wrong === ruleErrors.unknown) error += `${at}: Error in applying operation '${rule}': ${wrong}. `
    else if (wrong !== undefined && !told) {
      // The rule may be a password: it is not shown. Further ones may only follow from the first.
      error += `${at}: ${wrong}. `
      told = true
    }
  }
  return { user, error }
}

/** Reads the users anew from the ACL file: all of them, or none and the words for what is wrong. */
export const loadAclFile = (server: RedisServer, by: Client | undefined): string | undefined => {
  const { acl, config, system } = server
  const { aclfile } = config.values
  const text = system.disk.read(pathOf(server))
  if (text === undefined) {
    return `Error loading ACLs, opening file '${aclfile}': No such file or directory`
  }
  const users = new Map<string, User>()
  let wrong = ''
  for (const [i, raw] of cString(text).split('\n').entries()) {
    const line = trimLine(raw)
    if (line === '') continue
    const { user, error } = readLine(line, `${aclfile}:${i + 1}`, users, acl.context)
    if (user !== undefined) users.set(user.name, user)
    wrong += error
  }
  if (wrong !== '') {
    return `${wrong}WARNING: ACL errors detected, no change to the previously active ACL rules was performed`
  }
  acl.replaceAll(users, by)
  return undefined
}

/** Writes all users to the ACL file, which is replaced in one step. False if that failed; the log says why. */
export const saveAclFile = (server: RedisServer): boolean => {
  const { acl, log, system } = server
  const path = pathOf(server)
  const text = acl.describe().map((user) => `user ${user}\n`)
  const temporary = `${path}.tmp-${system.pid}-${Math.floor(system.now() / 1000)}`
  const unopened = system.disk.write(temporary, text.join('')) ?? system.disk.fsync(temporary)
  if (unopened !== undefined) {
    log.warning(`Opening temp ACL file for ACL SAVE: ${errnoText(unopened)}`)
    return false
  }
  const unnamed = system.disk.rename(temporary, path)
  if (unnamed === undefined) return true
  system.disk.unlink(temporary)
  log.warning(`Renaming ACL file for ACL SAVE: ${errnoText(unnamed)}`)
  return false
}
