/** A user: who may log in, with what, and what is allowed then (acl.c: user, ACLSetUser). Plain data. */
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBytes, toBytes, toLower } from '../../bytes/bytestrings.ts'
import { hex, splitArgs } from '../../bytes/quote.ts'
import { cString } from '../config/ctext.ts'
import type { RuleContext, RuleError, Selector } from './selector.ts'
import { applySelectorRule, copySelector, newSelector, ruleErrors } from './selector.ts'

export interface User {
  readonly name: string
  /** `on`: it may log in. Who is logged in stays when it is switched off. */
  enabled: boolean
  /** Any password is right. */
  noPassword: boolean
  /** skip-sanitize-payload and sanitize-payload; neither is set in a new user. */
  skipSanitize: boolean
  sanitize: boolean
  /** SHA-256 of each password, 64 hexadecimal digits. */
  passwords: string[]
  /** The root selector first. */
  selectors: Selector[]
  /** One selector allows everything: nothing has to be checked. Kept by `settle`. */
  unrestricted: boolean
}

/** A user that can't log in and may do nothing. */
export const newUser = (name: string, { openChannels }: RuleContext): User => ({
  name,
  enabled: false,
  noPassword: false,
  skipSanitize: false,
  sanitize: false,
  passwords: [],
  selectors: [newSelector(openChannels)],
  unrestricted: false,
})

/** Gives `to` the rules of `from`; the name stays (ACLCopyUser). */
export const copyRules = (to: User, from: User): void => {
  to.enabled = from.enabled
  to.noPassword = from.noPassword
  to.skipSanitize = from.skipSanitize
  to.sanitize = from.sanitize
  to.passwords = [...from.passwords]
  to.selectors = from.selectors.map(copySelector)
  settle(to)
}

const settle = (user: User): void => {
  user.unrestricted = user.selectors.some((one) => one.allCommands && one.allKeys && one.allChannels)
}

/** The flags in the order ACL GETUSER tells them. */
export const userFlags = (user: User): string[] => {
  const flags = [user.enabled ? 'on' : 'off']
  if (user.noPassword) flags.push('nopass')
  if (user.skipSanitize) flags.push('skip-sanitize-payload')
  if (user.sanitize) flags.push('sanitize-payload')
  return flags
}

/** SHA-256 of a password, 64 hexadecimal digits. */
export const hashPassword = (password: string): string => hex(fromBytes(sha256(toBytes(password))))

/** True if the password opens this user, who must be on. */
export const passwordFits = (user: User, password: string): boolean =>
  user.enabled && (user.noPassword || user.passwords.includes(hashPassword(password)))

const words: Readonly<Record<string, (user: User, context: RuleContext) => void>> = {
  on: (user) => void (user.enabled = true),
  off: (user) => void (user.enabled = false),
  'skip-sanitize-payload': (user) => {
    user.skipSanitize = true
    user.sanitize = false
  },
  'sanitize-payload': (user) => {
    user.skipSanitize = false
    user.sanitize = true
  },
  nopass: (user) => {
    user.noPassword = true
    user.passwords = []
  },
  resetpass: (user) => {
    user.noPassword = false
    user.passwords = []
  },
  clearselectors: (user) => void (user.selectors.length = 1),
  reset: (user, { openChannels }) => {
    user.enabled = false
    user.noPassword = false
    user.passwords = []
    user.skipSanitize = false
    user.sanitize = true
    user.selectors = [newSelector(openChannels)]
  },
}

/** `>password` and `#hash` add one, `<password` and `!hash` remove one. */
const changePassword = (user: User, rule: string): RuleError | undefined => {
  const sign = rule[0]
  const given = rule.slice(1)
  const hashed = sign === '#' || sign === '!'
  if (hashed && !/^[0-9a-f]{64}$/.test(given)) return ruleErrors.badHash
  const hash = hashed ? given : hashPassword(given)
  const known = user.passwords.includes(hash)
  if (sign === '>' || sign === '#') {
    if (!known) user.passwords.push(hash)
    user.noPassword = false
    return undefined
  }
  if (!known) return ruleErrors.noSuchPassword
  user.passwords = user.passwords.filter((one) => one !== hash)
  return undefined
}

/** `(rule rule …)`: a selector of its own. */
const addSelector = (user: User, rule: string, context: RuleContext): RuleError | undefined => {
  const selector = newSelector(context.openChannels)
  for (const one of splitArgs(cString(rule.slice(1, -1))) ?? []) {
    const error = applySelectorRule(selector, one, context)
    if (error !== undefined) return error
  }
  user.selectors.push(selector)
  return undefined
}

const apply = (user: User, rule: string, context: RuleContext): RuleError | undefined => {
  const word = toLower(cString(rule))
  if (Object.hasOwn(words, word)) {
    words[word]!(user, context)
    return undefined
  }
  if ('><#!'.includes(rule[0]!)) return changePassword(user, rule)
  if (rule.startsWith('(') && rule.endsWith(')')) return addSelector(user, rule, context)
  return applySelectorRule(user.selectors[0]!, rule, context)
}

/** Applies one rule of ACL SETUSER; the reason if it is refused. An empty rule does nothing. */
export const applyRule = (user: User, rule: string, context: RuleContext): RuleError | undefined => {
  if (rule === '') return undefined
  const error = apply(user, rule, context)
  settle(user)
  return error
}

/**
 * Joins the arguments of a selector that were given one by one, from the one that begins with `(` to the one that
 * ends with `)`. Answers the index of an opening that is never closed instead.
 */
export const mergeSelectors = (args: readonly string[]): readonly string[] | number => {
  const merged: string[] = []
  let open = -1
  let selector = ''
  for (const [i, rule] of args.entries()) {
    if (rule.startsWith('(') && !rule.endsWith(')')) {
      selector = rule
      open = i
    } else if (open === -1) merged.push(rule)
    else {
      selector += ` ${cString(rule)}`
      if (!rule.endsWith(')')) continue
      merged.push(selector)
      open = -1
    }
  }
  return open === -1 ? merged : open
}
