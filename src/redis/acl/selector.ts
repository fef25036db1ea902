/**
 * A selector: commands, keys and channels that belong together. A user has a root selector and any number of
 * further ones, and may do what one of them allows (acl.c: aclSelector, ACLSetSelector).
 */
import { toLower } from '../../bytes/bytestrings.ts'
import { cString } from '../config/ctext.ts'
import type { Command } from '../command/declaration.ts'
import type { CommandTable } from '../command/table.ts'
import { findCategory } from './categories.ts'

export interface KeyPattern {
  /** A glob pattern. */
  readonly pattern: string
  read: boolean
  write: boolean
}

export interface Selector {
  allKeys: boolean
  allChannels: boolean
  /** Every command may be run without a look at `allowed`: +@all, and nothing taken away since. */
  allCommands: boolean
  /** It began with +@all: commands that come later are allowed as well. */
  future: boolean
  /** Full names of the allowed commands. */
  allowed: Set<string>
  /** By full name of a command that is not allowed: the first arguments it is allowed with. */
  firstArguments: Map<string, readonly string[]>
  keys: KeyPattern[]
  channels: string[]
}

/** What rules need to know of the server they are for. */
export interface RuleContext {
  readonly commands: CommandTable
  /** acl-pubsub-default: a new selector may use every channel. */
  readonly openChannels: boolean
  /** Takes the warning about a rule like `+select|0`. */
  readonly warn: (text: string) => void
}

/** Why a rule is refused (ACLSetUserStringError). */
export const ruleErrors = {
  unknown: 'Unknown command or category name in ACL',
  syntax: 'Syntax error',
  afterAllKeys:
    "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try 'resetkeys' to start with an empty list of patterns",
  afterAllChannels:
    "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try 'resetchannels' to start with an empty list of channels",
  noSuchPassword: 'The password you are trying to remove from the user does not exist',
  badHash:
    'The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters',
  duplicate: 'Duplicate user found. A user can only be defined once in config files',
  firstArgument: 'Allowing first-arg of a subcommand is not supported',
  format: 'Wrong format',
} as const

export type RuleError = (typeof ruleErrors)[keyof typeof ruleErrors]

/** A selector that allows nothing, but perhaps every channel. */
export const newSelector = (openChannels: boolean): Selector => ({
  allKeys: false,
  allChannels: openChannels,
  allCommands: false,
  future: false,
  allowed: new Set(),
  firstArguments: new Map(),
  keys: [],
  channels: [],
})

export const copySelector = (selector: Selector): Selector => ({
  ...selector,
  allowed: new Set(selector.allowed),
  firstArguments: new Map(selector.firstArguments),
  keys: selector.keys.map((key) => ({ ...key })),
  channels: [...selector.channels],
})

/** isspace in the C locale, or a NUL: not allowed in names and patterns (ACLStringHasSpaces). */
export const hasSpaces = (text: string): boolean => /[\0\t-\r ]/.test(text)

const setOne = (selector: Selector, name: string, allow: boolean): void => {
  if (allow) selector.allowed.add(name)
  else {
    selector.allowed.delete(name)
    selector.allCommands = false
  }
}

/** Allows or forbids a command and, if it is a container, all within (ACLChangeSelectorPerm). */
export const changeCommand = (selector: Selector, command: Command, allow: boolean): void => {
  setOne(selector, command.fullName, allow)
  selector.firstArguments.delete(command.fullName)
  for (const sub of command.subcommands ?? []) setOne(selector, sub.fullName, allow)
}

export const changeAll = (selector: Selector, commands: CommandTable, allow: boolean): void => {
  selector.allowed = new Set(allow ? commands.all.map((command) => command.fullName) : [])
  selector.allCommands = allow
  selector.future = allow
  selector.firstArguments.clear()
}

export const changeCategory = (
  selector: Selector,
  commands: readonly Command[] | undefined,
  allow: boolean,
): void => {
  for (const command of commands ?? []) changeCommand(selector, command, allow)
}

/** Words that stand for themselves. */
const words: Readonly<Record<string, (selector: Selector, context: RuleContext) => void>> = {
  allkeys: (selector) => {
    selector.allKeys = true
    selector.keys = []
  },
  resetkeys: (selector) => {
    selector.allKeys = false
    selector.keys = []
  },
  allchannels: (selector) => {
    selector.allChannels = true
    selector.channels = []
  },
  resetchannels: (selector) => {
    selector.allChannels = false
    selector.channels = []
  },
  allcommands: (selector, { commands }) => changeAll(selector, commands, true),
  nocommands: (selector, { commands }) => changeAll(selector, commands, false),
}

const aliases: Readonly<Record<string, string>> = {
  '~*': 'allkeys',
  '&*': 'allchannels',
  '+@all': 'allcommands',
  '-@all': 'nocommands',
}

/** `~pattern`, `%R~pattern`, `%W~pattern`, `%RW~pattern`; the `~` may be missing when nothing follows. */
const addKeys = (selector: Selector, rule: string): RuleError | undefined => {
  if (selector.allKeys) return ruleErrors.afterAllKeys
  let read = false
  let write = false
  let at = 1
  if (rule.startsWith('%')) {
    for (; at < rule.length && rule[at] !== '~'; at++) {
      const letter = toLower(rule[at]!)
      if (letter === 'r' && !read) read = true
      else if (letter === 'w' && !write) write = true
      else return ruleErrors.syntax
    }
    if (!read && !write) return ruleErrors.syntax
    at++
  } else read = write = true
  const pattern = rule.slice(at)
  if (hasSpaces(pattern)) return ruleErrors.syntax
  const known = selector.keys.find((key) => key.pattern === pattern)
  if (known === undefined) selector.keys.push({ pattern, read, write })
  else {
    known.read ||= read
    known.write ||= write
  }
  return undefined
}

const addChannels = (selector: Selector, pattern: string): RuleError | undefined => {
  if (selector.allChannels) return ruleErrors.afterAllChannels
  if (hasSpaces(pattern)) return ruleErrors.syntax
  if (!selector.channels.includes(pattern)) selector.channels.push(pattern)
  return undefined
}

/** `name`, `container|subcommand` or, only to allow, `name|first argument`. */
const allowNamed = (selector: Selector, name: string, context: RuleContext): RuleError | undefined => {
  const { commands } = context
  const bar = name.lastIndexOf('|')
  const base = commands.original.findFullName(bar === -1 ? name : name.slice(0, bar))
  if (base === undefined) return ruleErrors.unknown
  if (bar === -1) {
    changeCommand(selector, base, true)
    return undefined
  }
  const argument = name.slice(bar + 1)
  if (base.parent !== undefined) return ruleErrors.firstArgument
  if (argument === '') return ruleErrors.syntax
  if (base.subcommands === undefined) {
    context.warn(
      `Deprecation warning: Allowing a first arg of an otherwise blocked command is a misuse of ACL and may get disabled in the future (offender: +${name})`,
    )
    addFirstArgument(selector, base.fullName, argument)
    return undefined
  }
  const sub = commands.original.findFullName(name)
  if (sub === undefined) return ruleErrors.unknown
  changeCommand(selector, sub, true)
  return undefined
}

const addFirstArgument = (selector: Selector, fullName: string, argument: string): void => {
  const known = selector.firstArguments.get(fullName) ?? []
  if (known.some((one) => toLower(one) === toLower(argument))) return
  selector.firstArguments.set(fullName, [...known, argument])
}

/** Applies one rule to a selector; the reason if it is refused. */
export const applySelectorRule = (
  selector: Selector,
  rule: string,
  context: RuleContext,
): RuleError | undefined => {
  const text = cString(rule)
  const word = toLower(text)
  const name = Object.hasOwn(aliases, word) ? aliases[word]! : word
  if (Object.hasOwn(words, name)) {
    words[name]!(selector, context)
    return undefined
  }
  const sign = rule[0]
  if (sign === '~' || sign === '%') return addKeys(selector, rule)
  if (sign === '&') return addChannels(selector, rule.slice(1))
  if (sign !== '+' && sign !== '-') return ruleErrors.syntax
  const allow = sign === '+'
  if (text[1] === '@') {
    const category = findCategory(text.slice(2))
    if (category === undefined) return ruleErrors.unknown
    changeCategory(selector, context.commands.byCategory.get(category), allow)
    return undefined
  }
  if (allow) return allowNamed(selector, text.slice(1), context)
  const command = context.commands.original.findFullName(text.slice(1))
  if (command === undefined) return ruleErrors.unknown
  changeCommand(selector, command, false)
  return undefined
}
