import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'
import { makers } from './index.ts'

const USERS = ['u0', 'u1', 'u2']
const CATEGORIES = [
  'keyspace', 'read', 'write', 'set', 'sortedset', 'list', 'hash', 'string', 'bitmap', 'hyperloglog', 'geo', 'stream',
  'admin', 'fast', 'slow', 'blocking', 'dangerous', 'connection', 'transaction', 'all', 'ALL', 'Read', 'foo',
] // prettier-ignore
const COMMANDS = [
  'get', 'set', 'GET', 'del', 'mget', 'hset', 'sadd', 'sort', 'config', 'config|get', 'config|set', 'CONFIG|Get', 'client',
  'client|id', 'acl', 'acl|whoami', 'object|freq', 'select', 'select|0', 'select|1', 'echo|x', 'ping', 'nope', 'config|foo',
  'config|get|x', 'get|', '|x', '', 'auth', 'lmpop', 'xread', 'copy', 'rename', 'multi', 'exec',
] // prettier-ignore
const WORDS = [
  'on', 'off', 'ON', 'nopass', 'resetpass', 'reset', 'resetkeys', 'resetchannels', 'allkeys', 'allchannels',
  'allcommands', 'nocommands', 'clearselectors', 'sanitize-payload', 'Skip-Sanitize-Payload', '', 'foo', '>', '(', ')', '()',
] // prettier-ignore

const user = (d: Dice): string => (d.chance(0.05) ? d.pick(['default', 'nobody', '', 'a b']) : d.pick(USERS))

const keyPattern = (d: Dice): string =>
  d.pick(['~', '~', '%R~', '%W~', '%RW~', '%rw~', '%R', '%~', '%X~']) +
  d.pick(['*', 's*', 'l*', 'h?', 'z[01]', 'x*', '', 's0', d.pattern()])

const password = (d: Dice): string => {
  const word = d.pick(['a', 'b', 'c', ''])
  const hash = d.pick(['0', '1']).repeat(d.chance(0.1) ? 63 : 64)
  return d.pick([`>${word}`, `>${word}`, `<${word}`, `#${hash}`, `!${hash}`])
}

const selectorRule = (d: Dice): string => {
  switch (d.below(6)) {
    case 0:
      return keyPattern(d)
    case 1:
      return `&${d.pick(['*', 'a*', 'b', 'a', ''])}`
    case 2:
      return `${d.pick(['+@', '-@'])}${d.pick(CATEGORIES)}`
    case 3:
      return d.pick(['+@all', '-@all', 'allkeys', 'resetkeys', 'allchannels', 'resetchannels'])
    default:
      return `${d.pick(['+', '-'])}${d.pick(COMMANDS)}`
  }
}

const selector = (d: Dice): string[] => {
  const inner = d.some(1, 4, () => selectorRule(d))
  if (d.chance(0.5)) return [`(${inner.join(' ')})`]
  return ['(', ...inner, d.chance(0.05) ? 'x' : ')']
}

const rules = (d: Dice): string[] => {
  if (d.chance(0.12)) return selector(d)
  if (d.chance(0.15)) return [password(d)]
  return d.chance(0.15) ? [d.pick(WORDS)] : [selectorRule(d)]
}

const someRules = (d: Dice): string[] => d.some(1, 4, () => '').flatMap(() => rules(d))

/** A command of any group, of two arguments at least: DRYRUN compares what it would be refused for. */
const anyCommand = (d: Dice): string[] => {
  const group = d.pick(Object.keys(makers).filter((name) => name !== 'acl'))
  const table = makers[group]!
  const name = d.pick(Object.keys(table))
  return [name, ...table[name]!(d)]
}

const subcommand = (d: Dice): string[] => {
  const kind = d.below(20)
  if (kind < 8) return ['SETUSER', user(d), ...someRules(d)]
  if (kind < 16) return ['DRYRUN', user(d), ...anyCommand(d)]
  if (kind === 16) return ['GETUSER', user(d)]
  if (kind === 17) return d.pick([['WHOAMI'], ['USERS'], ['CAT', 'foo'], ['CAT'], ['LOAD'], ['SAVE'], []])
  if (kind === 18) return ['GENPASS', d.pick(['1', '5', '8', '4096', '4097', '0', 'x', d.integer()])]
  return ['DELUSER', ...d.some(1, 2, () => user(d))]
}

/** Users whose rules change at random; what they would be refused is compared, command by command. */
export const aclMakers: Makers = {
  acl: (d) => {
    const argv = subcommand(d)
    // The default user runs the stream.
    return argv[0] === 'SETUSER' && argv[1] === 'default' ? ['SETUSER', 'u0'] : argv
  },
}
