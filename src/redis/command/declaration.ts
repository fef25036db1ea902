/**
 * How a command is declared: one object per command, in one file per command. Arity, key positions,
 * flags, ACL categories, COMMAND INFO / DOCS, redis-cli's hints and HELP, the site's reference pages and
 * the fuzzer's generators all read it. Field names and values are those of Redis's own command table
 * (server.h and the replies of COMMAND and COMMAND DOCS on 7.0.15).
 */
import type { Client } from '../clients/client.ts'

export type CommandGroup =
  | 'generic'
  | 'string'
  | 'list'
  | 'set'
  | 'sorted-set'
  | 'hash'
  | 'pubsub'
  | 'transactions'
  | 'connection'
  | 'server'
  | 'scripting'
  | 'hyperloglog'
  | 'cluster'
  | 'geo'
  | 'stream'
  | 'bitmap'
  | 'sentinel'

/** As COMMAND INFO prints them. */
export type CommandFlag =
  | 'write'
  | 'readonly'
  | 'denyoom'
  | 'module'
  | 'admin'
  | 'pubsub'
  | 'noscript'
  | 'blocking'
  | 'loading'
  | 'stale'
  | 'skip_monitor'
  | 'skip_slowlog'
  | 'asking'
  | 'fast'
  | 'no_auth'
  | 'sentinel'
  | 'only_sentinel'
  | 'no_mandatory_keys'
  | 'protected'
  | 'movablekeys'
  | 'allow_busy'
  | 'no_async_loading'
  | 'no_multi'

/** As COMMAND INFO prints them, without the `@`. */
export type AclCategory =
  | 'keyspace'
  | 'read'
  | 'write'
  | 'set'
  | 'sortedset'
  | 'list'
  | 'hash'
  | 'string'
  | 'bitmap'
  | 'hyperloglog'
  | 'geo'
  | 'stream'
  | 'pubsub'
  | 'admin'
  | 'fast'
  | 'slow'
  | 'blocking'
  | 'dangerous'
  | 'connection'
  | 'transaction'
  | 'scripting'

export type KeyFlag =
  | 'RO'
  | 'RW'
  | 'OW'
  | 'RM'
  | 'access'
  | 'update'
  | 'insert'
  | 'delete'
  | 'not_key'
  | 'incomplete'
  | 'variable_flags'

/** A key of one particular call: its index in argv and what the command does with it. */
export interface KeyReference {
  readonly index: number
  readonly flags: readonly KeyFlag[]
}

/** Where the keys of a call are (COMMAND INFO's key specifications). */
export interface KeySpec {
  readonly flags: readonly KeyFlag[]
  readonly notes?: string
  readonly begin:
    | { readonly type: 'index'; readonly index: number }
    | { readonly type: 'keyword'; readonly keyword: string; readonly startfrom: number }
    | { readonly type: 'unknown' }
  readonly find:
    | { readonly type: 'range'; readonly lastkey: number; readonly keystep: number; readonly limit: number }
    | {
        readonly type: 'keynum'
        readonly keynumidx: number
        readonly firstkey: number
        readonly keystep: number
      }
    | { readonly type: 'unknown' }
}

export type ArgumentType =
  'string' | 'integer' | 'double' | 'key' | 'pattern' | 'unix-time' | 'pure-token' | 'oneof' | 'block'

/** An argument in COMMAND DOCS' shape: enough for syntax lines, hints and generators. */
export interface Argument {
  readonly name: string
  readonly type: ArgumentType
  readonly token?: string
  /** Text shown instead of the name. */
  readonly display?: string
  readonly summary?: string
  readonly since?: string
  readonly deprecatedSince?: string
  readonly keySpecIndex?: number
  readonly optional?: boolean
  readonly multiple?: boolean
  readonly multipleToken?: boolean
  readonly arguments?: readonly Argument[]
}

export interface Declaration {
  /** Lower case, as COMMAND prints it; a subcommand's own name only (`get`). */
  readonly name: string
  readonly summary: string
  readonly since: string
  readonly group: CommandGroup
  readonly complexity?: string
  readonly docFlags?: readonly ('deprecated' | 'syscmd')[]
  readonly deprecatedSince?: string
  readonly replacedBy?: string
  readonly history?: readonly (readonly [version: string, change: string])[]
  /** Number of arguments, the name included; negative: at least that many. */
  readonly arity: number
  readonly flags: readonly CommandFlag[]
  /** In the order COMMAND INFO prints them, without the `@`. */
  readonly acl: readonly AclCategory[]
  /** COMMAND INFO's tips, e.g. `nondeterministic_output_order`. */
  readonly tips?: readonly string[]
  readonly keySpecs?: readonly KeySpec[]
  readonly args?: readonly Argument[]
  readonly subcommands?: readonly Declaration[]
  /**
   * Carries the command out: reads `argv` (argv[0] is the name as typed; for a subcommand argv[1] is the
   * subcommand), writes exactly one reply to `client.reply`, or throws an error text from `errors`.
   * Containers that only have subcommands leave it out.
   */
  readonly run?: (client: Client, argv: readonly string[]) => void
  /**
   * Where the keys of a call are, for commands whose key specifications leave something open (SET's flags
   * depend on GET, SORT's destination may stand anywhere). Undefined where Redis calls the arguments
   * invalid. Used after the key specifications, as in `getKeysFromCommandWithSpecs` (db.c).
   */
  readonly getKeys?: (argv: readonly string[]) => readonly KeyReference[] | undefined
  /** The parameter that says who may call it. */
  readonly guardedBy?: 'enableDebugCommand' | 'enableModuleCommand'
  /** Runs at once where others are queued: EXEC, DISCARD, MULTI, WATCH, QUIT, RESET. */
  readonly runsWhileQueueing?: boolean
  /** Which arguments are channels or patterns of channels, for ACL: the first one, all, or all as patterns. */
  readonly channels?: 'first' | 'all' | 'patterns'
  /** It may have effects on replicas without being a write (CMD_MAY_REPLICATE, which COMMAND does not show). */
  readonly mayReplicate?: boolean
  /** Allowed to a RESP2 client that is subscribed: SUBSCRIBE and its kin, PING, QUIT, RESET. */
  readonly runsWhileSubscribed?: boolean
  /** It may meet keys that no argument names: RANDOMKEY, SCAN (CMD_TOUCHES_ARBITRARY_KEYS). */
  readonly touchesArbitraryKeys?: boolean
  /** Refused as a write is while saves fail: PING, so that monitoring notices. */
  readonly refusedWithWrites?: boolean
  /** It runs a script or a function, named by its first argument: what that was declared as decides. */
  readonly script?: 'body' | 'digest' | 'function'
  /** Its rejection ends the transaction with EXECABORT and the reason: EXEC. */
  readonly abortsWhenRejected?: boolean
}

/** A declaration after `command()`: frozen, with what the server derives from it once. */
export interface Command extends Declaration {
  /** `get`, or `config|get` for a subcommand. */
  readonly fullName: string
  readonly parent: string | undefined
  readonly subcommands?: readonly Command[]
  /** Which it is of all commands that were ever declared. */
  readonly ordinal: number
  readonly isWrite: boolean
  readonly isReadonly: boolean
  /**
   * It reads or changes keys and nothing else: no client, user, configuration or channel is another one after it
   * (`server/call.ts`).
   */
  readonly isOrdinary: boolean
  readonly mayReplicate: boolean
  readonly denyOom: boolean
  readonly noMulti: boolean
  readonly isAdmin: boolean
  readonly isFast: boolean
  readonly allowBusy: boolean
  readonly noAuth: boolean
  readonly skipMonitor: boolean
  readonly skipSlowlog: boolean
  readonly subcommandByName: ReadonlyMap<string, Command> | undefined
}

/** Checks nothing a type can check; freezes the declaration and derives what the pipeline asks for per call. */
export const command = (declaration: Declaration): Command => derive(declaration, undefined)

const ORDINARY_GROUPS: ReadonlySet<CommandGroup> = new Set<CommandGroup>([
  'bitmap',
  'generic',
  'geo',
  'hash',
  'hyperloglog',
  'list',
  'set',
  'sorted-set',
  'stream',
  'string',
])

let declared = 0

const derive = (d: Declaration, parent: string | undefined): Command => {
  const has = (flag: CommandFlag) => d.flags.includes(flag)
  const fullName = parent === undefined ? d.name : `${parent}|${d.name}`
  const subcommands = d.subcommands?.map((s) => derive(s, d.name))
  return Object.freeze({
    ...d,
    parent,
    fullName,
    subcommands,
    subcommandByName: subcommands && Object.freeze(new Map(subcommands.map((s) => [s.name, s]))),
    ordinal: declared++,
    isWrite: has('write'),
    isReadonly: has('readonly'),
    isOrdinary:
      ORDINARY_GROUPS.has(d.group) &&
      (has('write') || has('readonly')) &&
      !['admin', 'blocking', 'noscript'].some((flag) => has(flag as CommandFlag)) &&
      d.guardedBy === undefined,
    mayReplicate: d.mayReplicate === true,
    denyOom: has('denyoom'),
    noMulti: has('no_multi'),
    isAdmin: has('admin'),
    isFast: has('fast'),
    allowBusy: has('allow_busy'),
    noAuth: has('no_auth'),
    skipMonitor: has('skip_monitor'),
    skipSlowlog: has('skip_slowlog'),
  })
}

/** Key specification: keys from argv[first] to argv[last] (negative: from the end), every `step`-th. */
export const keysAt = (
  first: number,
  last: number,
  step: number,
  flags: readonly KeyFlag[],
  extra: { limit?: number; notes?: string } = {},
): KeySpec => ({
  flags,
  notes: extra.notes,
  begin: { type: 'index', index: first },
  find: { type: 'range', lastkey: last < 0 ? last : last - first, keystep: step, limit: extra.limit ?? 0 },
})

/** Key specification: argv[at] says how many keys follow. */
export const keysCountedAt = (at: number, flags: readonly KeyFlag[], notes?: string): KeySpec => ({
  flags,
  notes,
  begin: { type: 'index', index: at },
  find: { type: 'keynum', keynumidx: 0, firstkey: 1, keystep: 1 },
})

/** Key specification: keys after a word, searched from `startfrom`. */
export const keysAfter = (
  keyword: string,
  startfrom: number,
  lastkey: number,
  flags: readonly KeyFlag[],
  extra: { limit?: number; step?: number; notes?: string } = {},
): KeySpec => ({
  flags,
  notes: extra.notes,
  begin: { type: 'keyword', keyword, startfrom },
  find: { type: 'range', lastkey, keystep: extra.step ?? 1, limit: extra.limit ?? 0 },
})

/** Key specification Redis itself can't describe: the command's `getKeys` answers. */
export const keysUnknown = (flags: readonly KeyFlag[], notes?: string): KeySpec => ({
  flags,
  notes,
  begin: { type: 'unknown' },
  find: { type: 'unknown' },
})

type Options = Omit<Argument, 'name' | 'type'>

/** Argument builders, so a declaration reads like its syntax line. */
export const arg = (name: string, type: ArgumentType, options: Options = {}): Argument => ({
  name,
  type,
  ...options,
})
export const key = (name = 'key', options: Options = {}): Argument =>
  arg(name, 'key', { keySpecIndex: 0, ...options })
export const string = (name: string, options?: Options): Argument => arg(name, 'string', options)
export const integer = (name: string, options?: Options): Argument => arg(name, 'integer', options)
export const double = (name: string, options?: Options): Argument => arg(name, 'double', options)
export const pattern = (name: string, options?: Options): Argument => arg(name, 'pattern', options)
export const unixTime = (name: string, options?: Options): Argument => arg(name, 'unix-time', options)
export const token = (name: string, text: string, options: Options = {}): Argument =>
  arg(name, 'pure-token', { token: text, ...options })
export const oneof = (name: string, choices: readonly Argument[], options: Options = {}): Argument =>
  arg(name, 'oneof', { arguments: choices, ...options })
export const block = (name: string, parts: readonly Argument[], options: Options = {}): Argument =>
  arg(name, 'block', { arguments: parts, ...options })
