/**
 * The syntax of a command as redis-cli writes it in hints and in HELP, e.g. for SET
 * `key value [NX|XX] [GET] [EX seconds|…|KEEPTTL]` (redis-cli.c: cliAddArgument, cliConcatArguments).
 */
import type { Argument, Command } from './declaration.ts'

/** Arguments one after the other; empty for a command that takes none. */
export const argumentSyntax = (args: readonly Argument[], separator = ' '): string =>
  args.map(syntaxOf).join(separator)

/** The whole line: the name in capitals and its arguments, e.g. `CONFIG GET parameter [parameter ...]`. */
export const syntaxLine = (command: Command): string => {
  const name = command.fullName.replace('|', ' ').toUpperCase()
  const rest = command.subcommands === undefined ? argumentSyntax(command.args ?? []) : ''
  return rest === '' ? name : `${name} ${rest}`
}

const syntaxOf = (a: Argument): string => {
  const repeated = repeatedPart(a)
  const token = a.token === '' ? '""' : (a.token ?? '')
  const spaced = token === '' || a.type === 'pure-token' ? token : `${token} `
  const again = a.multiple === true ? ` [${a.multipleToken === true ? spaced : ''}${repeated} ...]` : ''
  const whole = spaced + repeated + again
  return a.optional === true ? `[${whole}]` : whole
}

/** What may be given several times: the name, or the parts of a choice or a block. */
const repeatedPart = (a: Argument): string => {
  if (a.type === 'pure-token') return ''
  if (a.type === 'oneof') return argumentSyntax(a.arguments ?? [], '|')
  if (a.type === 'block') return argumentSyntax(a.arguments ?? [])
  return a.display ?? a.name
}
