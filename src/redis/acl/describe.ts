/**
 * Users as rules that would make them again: ACL LIST, ACL GETUSER, ACL SAVE and CONFIG REWRITE (acl.c:
 * ACLDescribeUser). Which commands are allowed is known one by one; the shortest way to say it by categories is
 * looked for as Redis does.
 */
import type { AclCategory } from '../command/declaration.ts'
import type { CommandTable } from '../command/table.ts'
import { categories } from './categories.ts'
import type { KeyPattern, Selector } from './selector.ts'
import { changeAll, changeCategory, changeCommand, copySelector, newSelector } from './selector.ts'
import type { User } from './user.ts'
import { userFlags } from './user.ts'

const keyRule = ({ pattern, read, write }: KeyPattern): string =>
  `${read && write ? '~' : read ? '%R~' : '%W~'}${pattern}`

/** The key rules of a selector, in the order they were given. */
export const keyRules = ({ allKeys, keys }: Selector): string[] => (allKeys ? ['~*'] : keys.map(keyRule))

/** The channel rules of a selector, in the order they were given. */
export const channelRules = ({ allChannels, channels }: Selector): string[] =>
  allChannels ? ['&*'] : channels.map((channel) => `&${channel}`)

/**
 * The next category to tell: more of its commands are meant than not, with the fewest exceptions; of equals the one
 * that says most.
 */
const bestCategory = (
  rest: Selector,
  table: CommandTable,
  applied: ReadonlySet<AclCategory>,
  additive: boolean,
): AclCategory | undefined => {
  let best: AclCategory | undefined
  let exceptions = Infinity
  let meant = 0
  for (const category of categories) {
    if (applied.has(category)) continue
    const commands = table.byCategory.get(category) ?? []
    let on = 0
    for (const { fullName } of commands) if (rest.allowed.has(fullName)) on++
    const off = commands.length - on
    const same = additive ? on : off
    const different = additive ? off : on
    if (same <= different) continue
    if (different > exceptions || (different === exceptions && same <= meant)) continue
    best = category
    exceptions = different
    meant = same
  }
  return best
}

/** What is still different after the categories, command by command, and first arguments. */
const singleCommands = (selector: Selector, told: Selector, table: CommandTable): string[] => {
  const rules: string[] = []
  for (const command of table.all) {
    const { fullName } = command
    const allowed = selector.allowed.has(fullName)
    if (allowed !== told.allowed.has(fullName)) {
      rules.push(`${allowed ? '+' : '-'}${fullName}`)
      changeCommand(told, command, allowed)
    }
    // A container has no first arguments, so those of a command come right behind it as in Redis.
    if (allowed) continue
    for (const argument of selector.firstArguments.get(fullName) ?? []) rules.push(`+${fullName}|${argument}`)
  }
  return rules
}

/**
 * The command rules of a selector, beginning with +@all or -@all. Redis tells single commands in the order of a
 * hash table seeded at start, we in that of the alphabet.
 */
export const commandRules = (selector: Selector, table: CommandTable): string => {
  const additive = !selector.future
  const told = newSelector(false)
  changeAll(told, table, !additive)
  const rest = copySelector(selector)
  const applied = new Set<AclCategory>()
  const rules = [additive ? '-@all' : '+@all']
  for (;;) {
    const best = bestCategory(rest, table, applied, additive)
    if (best === undefined) break
    const commands = table.byCategory.get(best)
    changeCategory(told, commands, additive)
    changeCategory(rest, commands, !additive)
    rules.push(`${additive ? '+' : '-'}@${best}`)
    applied.add(best)
  }
  return [...rules, ...singleCommands(selector, told, table)].join(' ')
}

const describeSelector = (selector: Selector, table: CommandTable): string =>
  [
    ...keyRules(selector),
    ...(selector.allChannels ? [] : ['resetchannels']),
    ...channelRules(selector),
    commandRules(selector, table),
  ].join(' ')

/** The rules of a user without its name: `on nopass ~* &* +@all`. */
export const describeUser = (user: User, table: CommandTable): string =>
  [
    ...userFlags(user),
    ...user.passwords.map((hash) => `#${hash}`),
    ...user.selectors.map((selector, i) => {
      const text = describeSelector(selector, table)
      return i === 0 ? text : `(${text})`
    }),
  ].join(' ')
