/** May this user run this command with these arguments? (acl.c: ACLCheckAllUserCommandPerm) */
import { equalsIgnoreCase, toLower } from '../../bytes/bytestrings.ts'
import { globMatch } from '../../bytes/glob.ts'
import type { Command, KeyReference } from '../command/declaration.ts'
import { errors } from '../command/errors.ts'
import { getKeysFromCommand, mayHaveKeys } from '../command/keys.ts'
import type { Selector } from './selector.ts'
import type { User } from './user.ts'

export type DenialReason = 'command' | 'key' | 'channel'

/** What is forbidden, and which argument names it (0 for a command). */
export interface Denial {
  readonly reason: DenialReason
  readonly index: number
}

/** Which reason tells most: the number is its weight (ACL_DENIED_CMD, _KEY, _CHANNEL). */
const WEIGHT: Readonly<Record<DenialReason, number>> = { command: 1, key: 2, channel: 4 }

const allowsCommand = (selector: Selector, command: Command, argv: readonly string[]): boolean => {
  if (selector.allCommands || command.noAuth || selector.allowed.has(command.fullName)) return true
  const first = argv[command.parent === undefined ? 1 : 2]
  if (first === undefined) return false
  const lower = toLower(first)
  return selector.firstArguments.get(command.fullName)?.some((one) => equalsIgnoreCase(one, lower)) ?? false
}

const allowsKey = (selector: Selector, key: string, { flags }: KeyReference): boolean => {
  const reads = flags.includes('access')
  const writes = flags.includes('insert') || flags.includes('delete') || flags.includes('update')
  return selector.keys.some(
    ({ pattern, read, write }) => (read || !reads) && (write || !writes) && globMatch(pattern, key),
  )
}

/** A channel must match a pattern; a pattern to subscribe to must itself be one of them. */
export const allowsChannel = (patterns: readonly string[], channel: string, literal: boolean): boolean =>
  patterns.some((pattern) => (literal ? pattern === channel : globMatch(pattern, channel)))

const deniedChannel = (selector: Selector, command: Command, argv: readonly string[]): number => {
  const last = command.channels === 'first' ? 1 : argv.length - 1
  for (let i = 1; i <= last; i++) {
    if (!allowsChannel(selector.channels, argv[i]!, command.channels === 'patterns')) return i
  }
  return 0
}

const checkSelector = (
  selector: Selector,
  command: Command,
  argv: readonly string[],
  keys: readonly KeyReference[],
): Denial | undefined => {
  if (!allowsCommand(selector, command, argv)) return { reason: 'command', index: 0 }
  if (!selector.allKeys) {
    const key = keys.find((one) => !allowsKey(selector, argv[one.index]!, one))
    if (key !== undefined) return { reason: 'key', index: key.index }
  }
  if (!selector.allChannels && command.channels !== undefined) {
    const index = deniedChannel(selector, command, argv)
    if (index > 0) return { reason: 'channel', index }
  }
  return undefined
}

/** Undefined if one of the user's selectors allows it; else the most telling of their objections. */
export const checkPermission = (
  user: User | undefined,
  command: Command,
  argv: readonly string[],
): Denial | undefined => {
  if (user === undefined || user.unrestricted) return undefined
  const keys = mayHaveKeys(command) ? getKeysFromCommand(command, argv) : []
  let worst: Denial = { reason: 'command', index: 0 }
  // An objection without an argument leaves the index of the one before, as in Redis.
  let index = 0
  for (const selector of user.selectors) {
    const denial = checkSelector(selector, command, argv, keys)
    if (denial === undefined) return undefined
    if (denial.reason !== 'command') index = denial.index
    const more = WEIGHT[denial.reason] - WEIGHT[worst.reason]
    if (more > 0 || (more === 0 && index > worst.index)) worst = { reason: denial.reason, index }
  }
  return worst
}

/** The user may read every key there is with this command (ACLUserCheckCmdWithUnrestrictedPerms). */
export const mayReadAllKeys = (
  user: User | undefined,
  command: Command,
  argv: readonly string[],
): boolean => {
  if (user === undefined || user.unrestricted) return true
  const keys = mayHaveKeys(command) ? getKeysFromCommand(command, argv) : []
  return user.selectors.some(
    (selector) =>
      checkSelector(selector, command, argv, keys) === undefined &&
      (selector.allKeys || selector.keys.some(({ pattern, read }) => read && pattern === '*')),
  )
}

/** The reply to a command that was refused before it ran. */
export const denialText = ({ reason }: Denial, command: Command): string => {
  if (reason === 'command') return errors.noCommandPermission(command.fullName).text
  return reason === 'key' ? errors.noKeyPermission().text : errors.noChannelPermission().text
}
