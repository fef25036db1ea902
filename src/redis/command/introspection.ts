/**
 * What COMMAND tells about commands: the replies of COMMAND INFO, DOCS and LIST as server.c builds them
 * (addReplyCommandInfo, addReplyCommandDocs, commandListCommand), from the declarations alone.
 */
import { equalsIgnoreCase } from '../../bytes/bytestrings.ts'
import { globMatch } from '../../bytes/glob.ts'
import type { ReplyWriter } from '../../resp/reply-writer.ts'
import type { Argument, Command, KeySpec } from './declaration.ts'
import type { CommandTable } from './table.ts'

/** First key, last key and step as COMMAND told them before there were key specifications. */
export type LegacyRange = readonly [first: number, last: number, step: number]

/**
 * The one range that sums up the key specifications: those of plain consecutive ranges are joined, others
 * passed over; zeros if none is left (populateCommandLegacyRangeSpec, server.c).
 */
export const legacyRange = (specs: readonly KeySpec[]): LegacyRange => {
  const only = specs[0]
  if (specs.length === 1 && only!.begin.type === 'index' && only!.find.type === 'range') {
    const { lastkey, keystep } = only!.find
    return [only!.begin.index, lastkey < 0 ? lastkey : only!.begin.index + lastkey, keystep]
  }
  let first = 0
  let last = 0
  for (const { begin, find } of specs) {
    if (begin.type !== 'index' || find.type !== 'range' || find.keystep !== 1) continue
    if (last !== 0 && last !== begin.index - 1) continue
    if (first === 0 || begin.index < first) first = begin.index
    const end = find.lastkey < 0 ? find.lastkey : begin.index + find.lastkey
    // Compared as unsigned numbers: -1, the end of argv, is the furthest.
    if (end >>> 0 > last >>> 0) last = end
  }
  return first === 0 ? [0, 0, 0] : [first, last, 1]
}

const writeStatusSet = (reply: ReplyWriter, items: readonly string[]): void => {
  reply.set(items.length)
  for (const item of items) reply.status(item)
}

const writeNumbers = (reply: ReplyWriter, fields: readonly (readonly [string, number])[]): void => {
  reply.map(fields.length)
  for (const [name, n] of fields) {
    reply.bulk(name)
    reply.integer(n)
  }
}

const writeBegin = (reply: ReplyWriter, begin: KeySpec['begin']): void => {
  reply.map(2)
  reply.bulk('type')
  reply.bulk(begin.type)
  reply.bulk('spec')
  if (begin.type === 'index') return writeNumbers(reply, [['index', begin.index]])
  if (begin.type === 'unknown') return reply.map(0)
  reply.map(2)
  reply.bulk('keyword')
  reply.bulk(begin.keyword)
  reply.bulk('startfrom')
  reply.integer(begin.startfrom)
}

const writeFind = (reply: ReplyWriter, find: KeySpec['find']): void => {
  reply.map(2)
  reply.bulk('type')
  reply.bulk(find.type)
  reply.bulk('spec')
  if (find.type === 'unknown') return reply.map(0)
  if (find.type === 'range') {
    const { lastkey, keystep, limit } = find
    writeNumbers(reply, [
      ['lastkey', lastkey],
      ['keystep', keystep],
      ['limit', limit],
    ])
  } else {
    const { keynumidx, firstkey, keystep } = find
    writeNumbers(reply, [
      ['keynumidx', keynumidx],
      ['firstkey', firstkey],
      ['keystep', keystep],
    ])
  }
}

const writeKeySpec = (reply: ReplyWriter, spec: KeySpec): void => {
  reply.map(spec.notes === undefined ? 3 : 4)
  if (spec.notes !== undefined) {
    reply.bulk('notes')
    reply.bulk(spec.notes)
  }
  reply.bulk('flags')
  writeStatusSet(reply, spec.flags)
  reply.bulk('begin_search')
  writeBegin(reply, spec.begin)
  reply.bulk('find_keys')
  writeFind(reply, spec.find)
}

/** One entry of COMMAND and COMMAND INFO: an array of ten; nil for an unknown name. */
export const writeCommandInfo = (reply: ReplyWriter, command: Command | undefined): void => {
  if (command === undefined) return reply.nil()
  const specs = command.keySpecs ?? []
  reply.array(10)
  reply.bulk(command.fullName)
  reply.integer(command.arity)
  writeStatusSet(reply, command.flags)
  for (const n of legacyRange(specs)) reply.integer(n)
  writeStatusSet(
    reply,
    command.acl.map((category) => `@${category}`),
  )
  const tips = command.tips ?? []
  reply.set(tips.length)
  for (const tip of tips) reply.bulk(tip)
  reply.set(specs.length)
  for (const spec of specs) writeKeySpec(reply, spec)
  const subcommands = command.subcommands ?? []
  // Redis writes an array here, but an empty set where there are none.
  if (subcommands.length === 0) return reply.set(0)
  reply.array(subcommands.length)
  for (const subcommand of subcommands) writeCommandInfo(reply, subcommand)
}

/** A field of a documentation map, left out where the declaration says nothing. */
type Field = readonly [name: string, write: () => void] | false

const writeFields = (reply: ReplyWriter, fields: readonly Field[]): void => {
  const present = fields.filter((field) => field !== false)
  reply.map(present.length)
  for (const [name, write] of present) {
    reply.bulk(name)
    write()
  }
}

const text = (reply: ReplyWriter, name: string, value: string | undefined): Field =>
  value !== undefined && [name, () => reply.bulk(value)]

const writeArgument = (reply: ReplyWriter, a: Argument): void => {
  const flags = [
    ...(a.optional === true ? ['optional'] : []),
    ...(a.multiple === true ? ['multiple'] : []),
    ...(a.multipleToken === true ? ['multiple_token'] : []),
  ]
  const { keySpecIndex, arguments: parts } = a
  writeFields(reply, [
    text(reply, 'name', a.name),
    text(reply, 'type', a.type),
    keySpecIndex !== undefined && ['key_spec_index', () => reply.integer(keySpecIndex)],
    text(reply, 'token', a.token),
    text(reply, 'summary', a.summary),
    text(reply, 'since', a.since),
    text(reply, 'deprecated_since', a.deprecatedSince),
    flags.length > 0 && ['flags', () => writeStatusSet(reply, flags)],
    parts !== undefined && ['arguments', () => writeArguments(reply, parts)],
  ])
}

const writeArguments = (reply: ReplyWriter, args: readonly Argument[]): void => {
  reply.array(args.length)
  for (const a of args) writeArgument(reply, a)
}

const writeHistory = (reply: ReplyWriter, history: NonNullable<Command['history']>): void => {
  reply.set(history.length)
  for (const [version, change] of history) {
    reply.array(2)
    reply.bulk(version)
    reply.bulk(change)
  }
}

/** One entry of COMMAND DOCS: the full name and the map that describes it. */
export const writeCommandDocs = (reply: ReplyWriter, command: Command): void => {
  const { docFlags, history, args, subcommands } = command
  reply.bulk(command.fullName)
  writeFields(reply, [
    text(reply, 'summary', command.summary),
    text(reply, 'since', command.since),
    text(reply, 'group', command.group),
    text(reply, 'complexity', command.complexity),
    docFlags !== undefined && ['doc_flags', () => writeStatusSet(reply, docFlags)],
    text(reply, 'deprecated_since', command.deprecatedSince),
    text(reply, 'replaced_by', command.replacedBy),
    history !== undefined && ['history', () => writeHistory(reply, history)],
    args !== undefined && ['arguments', () => writeArguments(reply, args)],
    subcommands !== undefined && [
      'subcommands',
      () => {
        reply.map(subcommands.length)
        for (const subcommand of subcommands) writeCommandDocs(reply, subcommand)
      },
    ],
  ])
}

/** COMMAND LIST's filters. */
export type ListFilter =
  | { readonly by: 'module'; readonly name: string }
  | { readonly by: 'aclcat'; readonly category: string }
  | { readonly by: 'pattern'; readonly pattern: string }

/** Full names of the commands a filter lets through, subcommands included. None comes from a module. */
export const listCommands = (table: CommandTable, filter?: ListFilter): string[] => {
  const listed = filter === undefined ? table.all : table.all.filter((c) => passes(c, filter))
  return listed.map((c) => c.fullName)
}

const passes = (command: Command, filter: ListFilter): boolean => {
  if (filter.by === 'module') return false
  if (filter.by === 'pattern') return globMatch(filter.pattern, command.fullName, true)
  return command.acl.some((category) => equalsIgnoreCase(filter.category, category))
}
