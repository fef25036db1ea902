/**
 * What redis-cli knows of commands: learnt from COMMAND DOCS, used for `help`, for completion and for the hints
 * behind the cursor (redis-cli.c 7.0.15, recorded). All texts are byte strings.
 */
import { splitArgs } from '../../bytes/quote.ts'
import type { Reply } from '../../resp/reply-decoder.ts'
import { VERSION } from './version.ts'

export interface CommandHelp {
  /** In upper case, `CONFIG GET`. */
  readonly name: string
  readonly words: readonly string[]
  /** The arguments as one line: `key value [NX|XX] …`. */
  readonly params: string
  readonly summary: string
  readonly since: string
  readonly group: string
}

/** COMMAND DOCS' reply, RESP2 or RESP3, as entries sorted by name; empty when it is something else. */
export const readDocs = (reply: Reply): CommandHelp[] => {
  const found: CommandHelp[] = []
  for (const [name, doc] of fields(reply)) collect(found, [name.toUpperCase()], fieldMap(doc))
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

const collect = (found: CommandHelp[], words: readonly string[], doc: ReadonlyMap<string, Reply>): void => {
  found.push({
    name: words.join(' '),
    words,
    params: items(doc.get('arguments')).map(argument).join(' '),
    summary: text(doc.get('summary')),
    since: text(doc.get('since')),
    group: text(doc.get('group')),
  })
  for (const [name, sub] of fields(doc.get('subcommands')))
    collect(found, [words[0]!, name.slice(name.indexOf('|') + 1).toUpperCase()], fieldMap(sub))
}

const argument = (reply: Reply): string => {
  const arg = fieldMap(reply)
  const flags = items(arg.get('flags')).map(text)
  const body = argumentBody(arg)
  const token = arg.has('token') ? text(arg.get('token')) || '""' : undefined
  const once = [token, body].filter((part) => part !== undefined && part !== '').join(' ')
  const repeated = flags.includes('multiple_token') ? once : body
  const all = flags.includes('multiple') ? `${once} [${repeated} ...]` : once
  return flags.includes('optional') ? `[${all}]` : all
}

const argumentBody = (arg: ReadonlyMap<string, Reply>): string => {
  const type = text(arg.get('type'))
  if (type === 'pure-token') return ''
  if (type === 'block') return items(arg.get('arguments')).map(argument).join(' ')
  if (type === 'oneof') return items(arg.get('arguments')).map(argument).join('|')
  return text(arg.get('display_text')) || text(arg.get('name'))
}

const text = (reply: Reply | undefined): string => (reply !== undefined && 'text' in reply ? reply.text : '')

const items = (reply: Reply | undefined): readonly Reply[] =>
  reply !== undefined && 'items' in reply ? reply.items : []

/** Names and values of a map, be it RESP3's or RESP2's flat array. */
const fields = (reply: Reply | undefined): [string, Reply][] => {
  if (reply?.type === 'map') return reply.entries.map(([name, value]) => [text(name), value])
  const flat = items(reply)
  const pairs: [string, Reply][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([text(flat[i]), flat[i + 1]!])
  return pairs
}

const fieldMap = (reply: Reply): ReadonlyMap<string, Reply> => new Map(fields(reply))

/** What `help` prints: about itself without words, about a group for `@group`, else about the command named. */
export const helpText = (commands: readonly CommandHelp[], words: readonly string[]): string => {
  if (words.length === 0) return aboutHelp()
  const group = words[0]!.startsWith('@') ? words[0]!.slice(1).toLowerCase() : undefined
  const wanted = words.map((word) => word.toUpperCase())
  const matches =
    group !== undefined
      ? commands.filter((command) => command.group === group)
      : commands.filter((command) => wanted.every((word, i) => command.words[i] === word))
  return matches.map((command) => entry(command, group === undefined)).join('') + '\r\n'
}

const entry = (command: CommandHelp, withGroup: boolean): string =>
  `\r\n  \x1b[1m${command.name}\x1b[0m \x1b[90m${command.params}\x1b[0m\r\n` +
  `  \x1b[33msummary:\x1b[0m ${command.summary}\r\n` +
  `  \x1b[33msince:\x1b[0m ${command.since}\r\n` +
  (withGroup ? `  \x1b[33mgroup:\x1b[0m ${command.group}\r\n` : '')

const aboutHelp = (): string => `redis-cli ${VERSION}
Help on commands:
      "help <command>" about one command, e.g. help set
      "help @<group>" about a group of commands, e.g. help @string
      "help <tab>" goes through everything there is help on
      "quit" ends redis-cli

Settings of redis-cli:
      ":set hints" shows a command's arguments while you type
      ":set nohints" does not
`

/** Lines that Tab goes through for what is typed, in order; all of them start with what is typed after `help `. */
export const completions = (commands: readonly CommandHelp[], typed: string): string[] => {
  const help = /^help \s*/i.exec(typed)
  const start = help === null ? 0 : help[0].length
  const wanted = typed.slice(start).toUpperCase()
  const matching = commands.filter(({ name }) => name.startsWith(wanted)).map(({ name }) => name)
  const groups =
    help === null ? [] : groupsOf(commands).filter((name) => name.toUpperCase().startsWith(wanted))
  return [...groups, ...matching].map((name) => typed.slice(0, start) + name)
}

const groupsOf = (commands: readonly CommandHelp[]): string[] =>
  [...new Set(commands.map(({ group }) => `@${group}`))].sort()

/**
 * The arguments still to be typed, shown behind the cursor: as many as there are words after the command are left
 * out, but never anything from the first optional one on (hintsCallback). Undefined: no hint.
 */
export const hintFor = (commands: readonly CommandHelp[], typed: string): string | undefined => {
  const words = splitArgs(typed)
  if (words === undefined || words.length === 0) return undefined
  const command = longestMatch(commands, words)
  if (command === undefined) return undefined
  const { params } = command
  let start = 0
  for (let left = words.length - command.words.length; left > 0 && start < params.length; start++) {
    if (params[start] === '[') break
    if (params[start] === ' ') left--
  }
  const rest = params.slice(start)
  return /\s$/.test(typed) ? rest : ` ${rest}`
}

const longestMatch = (
  commands: readonly CommandHelp[],
  words: readonly string[],
): CommandHelp | undefined => {
  const typed = words.slice(0, 2).map((word) => word.toUpperCase())
  let best: CommandHelp | undefined
  for (const command of commands) {
    if (command.words[0] !== typed[0] || (command.words.length > 1 && command.words[1] !== typed[1])) continue
    if (best === undefined || command.words.length > best.words.length) best = command
  }
  return best
}
