/**
 * Scripts of a server (script.c, eval.c): the cache, the one that runs, and how it runs. A long script is a
 * row of events: after each slice the server rests until its next turn. Until busy-reply-threshold passed
 * nobody else is heard, then others are told BUSY.
 */
import { load } from '../../lua/index.ts'
import { LuaError } from '../../lua/index.ts'
import type { LuaFunction, LuaState, LuaValue } from '../../lua/index.ts'
import { parseInteger } from '../../bytes/integers.ts'
import { numberToString } from '../../lua/numbers.ts'
import { LuaTable } from '../../lua/index.ts'
import { Client } from '../clients/client.ts'
import { errors } from '../command/errors.ts'
import { checkWriting, isStale } from '../server/admission.ts'
import { scriptBytes } from '../introspection/script-memory.ts'
import { call } from '../server/call.ts'
import { costs } from '../server/costs.ts'
import type { Held } from '../server/held.ts'
import { processInput } from '../server/input.ts'
import type { RedisServer } from '../server/server.ts'
import { newEngine } from './engine.ts'
import { readShebang } from './flags.ts'
import type { ScriptFlags } from './flags.ts'
import { Functions } from './functions.ts'
import { sha1Hex } from './library.ts'
import { writeValue } from './replies.ts'
import type { ReturnedErrors } from './replies.ts'

/** Instructions between two looks at the clock (the hook of script_lua.c looks every 100 000). */
const SLICE = 100_000
/** Slices of one event. */
const SLICES_A_TURN = 10

export interface Script {
  readonly body: string
  readonly sha: string
  readonly flags: ScriptFlags
  readonly fn: LuaFunction
}

/** What is running, and for whom. */
export interface Running {
  readonly kind: 'eval' | 'function'
  readonly lua: LuaState
  /** Whom the reply goes to. */
  readonly caller: Client
  /** SHA1 of a script, name of a function: as messages name it. */
  readonly name: string
  readonly readonly: boolean
  /** It may call commands that need memory when there is none left. */
  readonly allowsOom: boolean
  /** Virtual µs. */
  readonly startedAt: number
  readonly argv: readonly string[]
  wrote: boolean
  killed: boolean
  /** Longer than busy-reply-threshold: others are heard again. */
  timedOut: boolean
  /** µs of the first turn, which the statistics have already. */
  firstTurn: number
}

export class Scripting {
  readonly server: RedisServer
  /** Commands of scripts are called by it. */
  readonly client: Client
  private lua: LuaState
  scripts = new Map<string, Script>()
  /** What their bodies and digests take in Redis's memory, bytes. */
  keptBytes = 0
  readonly functions: Functions
  running: Running | undefined
  /** redis.set_repl: REPL_NONE 0 to REPL_ALL 3. */
  replication = 3
  private held: Held[] = []
  /** Words of the random numbers, shared by all engines and never reseeded. */
  random: [number, number] = [0x1234abcd, 0x330e]

  constructor(server: RedisServer) {
    this.server = server
    this.client = new Client(server, 1, { address: '', localAddress: '' })
    this.client.script = true
    this.client.denyBlocking = true
    this.lua = newEngine('eval', this)
    this.functions = new Functions(this)
  }

  // ---- the cache --------------------------------------------------------------------------------

  /** Compiles a script and keeps it. Throws the reply when it is no Lua. */
  keep(body: string): Script {
    const sha = sha1Hex(body)
    const known = this.scripts.get(sha)
    if (known !== undefined) return known
    const { flags, body: text } = readShebang(body)
    let fn: LuaFunction
    try {
      fn = load(this.lua, text, '@user_script')
    } catch (error) {
      if (!(error instanceof LuaError)) throw error
      throw errors.text(`ERR Error compiling script (new function): ${String(error.value)}`)
    }
    const script = { body, sha, flags, fn }
    this.scripts.set(sha, script)
    this.keptBytes += scriptBytes(body)
    return script
  }

  flush(): void {
    this.scripts = new Map()
    this.keptBytes = 0
    this.lua = newEngine('eval', this)
  }

  // ---- running ----------------------------------------------------------------------------------

  /** EVAL, EVALSHA and their read-only kinds: argv[2] counts the keys that follow. */
  evaluate(client: Client, argv: readonly string[], find: () => Script, readonly: boolean): void {
    if (this.isResuming(client)) return this.again()
    const keys = readKeyCount(argv, 'ERR value is not an integer or out of range')
    const script = find()
    this.mayStart(client, script.flags, readonly)
    const { lua } = this
    lua.globals.readonly = false
    lua.globals.set('KEYS', this.list(lua, argv.slice(3, 3 + keys)))
    lua.globals.set('ARGV', this.list(lua, argv.slice(3 + keys)))
    lua.globals.readonly = true
    this.start(client, argv, {
      kind: 'eval',
      lua,
      name: script.sha,
      readonly: readonly || script.flags.noWrites,
      allowsOom: script.flags.allowOom,
      fn: script.fn,
      args: [],
    })
  }

  list(lua: LuaState, items: readonly string[]): LuaTable {
    const table = lua.tableOf()
    items.forEach((item, i) => table.set(i + 1, item))
    return table
  }

  /** The caller's script was suspended and its turn has come. */
  isResuming(client: Client): boolean {
    return this.running !== undefined && this.running.caller === client
  }

  /** What the flags forbid: they are the command's own (processCommand), and scriptPrepareForRun looks at them. */
  mayStart(client: Client, flags: ScriptFlags, readonly: boolean): void {
    const { server } = this
    if (!flags.compat && !flags.noWrites) checkWriting(client)
    if (!flags.allowStale && isStale(server)) throw errors.masterDown()
    if (flags.compat) return
    if (readonly && !flags.noWrites) {
      throw errors.text('ERR Can not execute a script with write flag using *_ro command.')
    }
    if (this.server.eviction.outOfMemory && !flags.allowOom && !flags.noWrites) {
      throw errors.scriptOom()
    }
  }

  start(
    client: Client,
    argv: readonly string[],
    what: Pick<Running, 'kind' | 'lua' | 'name' | 'readonly' | 'allowsOom'> & {
      readonly fn: LuaValue
      readonly args: LuaValue[]
    },
  ): void {
    const { server } = this
    const { fn, args, kind, lua, name, readonly, allowsOom } = what
    this.running = {
      kind,
      lua,
      name,
      readonly,
      allowsOom,
      caller: client,
      argv,
      startedAt: server.system.now(),
      wrote: false,
      killed: false,
      timedOut: false,
      firstTurn: 0,
    }
    this.client.db = client.db
    this.client.user = client.user
    this.client.reply.protocol = 2
    this.replication = 3
    lua.random = this.random
    lua.begin(fn, args)
    this.again()
  }

  /** Runs on until it is done or the turn is over; then the caller is parked until the next one. */
  again(): void {
    const running = this.running!
    const { server } = this
    const { lua } = running
    const now = server.now
    // The clock of keys stands still for the whole script.
    server.now = running.startedAt
    let state: 'done' | 'more' | 'error' = 'more'
    for (let slice = 0; state === 'more' && slice < SLICES_A_TURN; slice++) {
      const before = lua.executed
      state = lua.run(SLICE)
      if (server.charging) server.system.work((lua.executed - before) * costs.instruction)
    }
    server.now = now
    if (state === 'more') this.park(running)
    else this.end(running, state)
  }

  private end(running: Running, state: 'done' | 'error'): void {
    const { lua, caller } = running
    this.random = lua.random
    this.running = undefined
    // What it changed was propagated, the script itself never is.
    caller.preventPropagation = true
    if (state === 'error') this.writeError(running)
    else this.writeResult(running)
    this.server.propagation.held = false
    this.server.tracking.held = false
  }

  /** What it returned. An error of a command it called is that command's in the statistics, and its failure too. */
  private writeResult({ lua, caller }: Running): void {
    const returned: ReturnedErrors = { passedOn: 0, own: [] }
    writeValue(caller.reply, lua.results[0], this.client.reply.protocol, returned)
    const { stats } = this.server
    stats.of(caller.command!).failed += returned.passedOn
    // The last one is counted with the call.
    const last = returned.own.pop()
    for (const text of returned.own) stats.countError(text)
    if (last !== undefined) caller.reply.lastError = last
  }

  /** The error that ended a script, with its name and the place. */
  private writeError({ lua, caller, name }: Running): void {
    const [value] = lua.results
    const place = lua.errorPlace!
    const where = ` script: ${name}, on ${place.source}:${place.line}.`
    if (!(value instanceof LuaTable)) {
      caller.reply.error(`ERR ${textOf(value)}${where}`)
      return
    }
    const counted = value.get('ignore_error_stats_update') !== true
    caller.reply.error(`${textOf(value.get('err'))}${where}`)
    // The command it called has counted it.
    if (counted) return
    caller.reply.errors--
    this.server.stats.of(caller.command!).failed++
  }

  // ---- suspended --------------------------------------------------------------------------------

  /** The caller waits while its script rests until the next turn. */
  private park(running: Running): void {
    const { server } = this
    const { caller } = running
    const { system } = server
    if (caller.retrying) caller.retrying = false
    else running.firstTurn = system.now() - running.startedAt
    server.propagation.held = true
    server.tracking.held = true
    caller.blocked = {
      kind: 'script',
      db: caller.db,
      keys: [],
      command: caller.command!,
      argv: running.argv,
      deadline: Infinity,
      onTimeout: 'nil',
      since: running.startedAt,
    }
    this.watchTheClock(running)
    // Without virtual costs the world's clock only moves when its owner moves it.
    system.setTimer(server.charging ? 0 : 1, 'script')
  }

  private watchTheClock(running: Running): void {
    const { server } = this
    const elapsed = Math.floor((server.system.now() - running.startedAt) / 1000)
    const threshold = Number(server.config.values.busyReplyThreshold)
    if (running.timedOut || elapsed < threshold) return
    running.timedOut = true
    const kill = running.kind === 'eval' ? 'SCRIPT KILL' : 'FUNCTION KILL'
    server.log.warning(
      `Slow script detected: still in execution after ${elapsed} milliseconds. You can try killing the script using the ${kill} command. Script name is: ${running.name}.`,
    )
    this.release()
  }

  /** The suspended script's next turn. */
  resume(): void {
    const { running, server } = this
    if (running === undefined) return
    const { caller } = running
    const state = caller.blocked
    if (state === undefined) return
    caller.blocked = undefined
    caller.retrying = true
    caller.blockedSpent = server.system.now() - running.startedAt
    server.currentClient = caller
    // Within a transaction it is EXEC that goes on.
    const exec = caller.multi === undefined ? undefined : server.commands.original.get('exec')
    call(caller, exec ?? state.command, exec === undefined ? state.argv : ['EXEC'])
    server.currentClient = undefined
    // While it is parked again its own turn has put it back.
    if (this.running !== undefined) return
    caller.retrying = false
    server.stats.of(state.command).microseconds -= running.firstTurn
    if (!caller.closed) {
      caller.commandOver()
      processInput(caller)
    }
    this.release()
  }

  /** True while what others send has to wait. */
  get deaf(): boolean {
    return this.running !== undefined && !this.running.timedOut
  }

  /** True when others are told BUSY. */
  get busy(): boolean {
    return this.running !== undefined && this.running.timedOut
  }

  hold(event: Held): void {
    this.held.push(event)
  }

  /** What arrived meanwhile is heard now. */
  private release(): void {
    const events = this.held
    this.held = []
    const { server } = this
    for (const event of events) {
      if (event.kind === 'accept') server.onAccept(...event.args)
      else if (event.kind === 'data') server.onData(...event.args)
      else server.onClose(...event.args)
    }
  }

  /** What others hear while a script is busy. */
  busyText(): string {
    return busyText(this.running!.kind)
  }

  /** SCRIPT KILL and FUNCTION KILL. Throws why it can't be. */
  kill(kind: 'eval' | 'function'): void {
    const { running } = this
    if (running === undefined) throw errors.text('NOTBUSY No scripts in execution right now.')
    if (running.wrote) {
      throw errors.text(
        'UNKILLABLE Sorry the script already executed write commands against the dataset. You can either wait the script termination or kill the server in a hard way using the SHUTDOWN NOSAVE command.',
      )
    }
    if (running.kind !== kind) throw errors.text(busyText(running.kind))
    const text = `Script killed by user with ${kind === 'eval' ? 'SCRIPT' : 'FUNCTION'} KILL.`
    this.server.log.notice(text)
    running.killed = true
    const table = running.lua.tableOf()
    table.set('err', `ERR ${text}`)
    running.lua.fatal = new LuaError(table)
  }
}

const busyText = (kind: 'eval' | 'function'): string =>
  `BUSY Redis is busy running a script. You can only call ${kind === 'eval' ? 'SCRIPT' : 'FUNCTION'} KILL or SHUTDOWN NOSAVE.`

const textOf = (v: LuaValue): string =>
  typeof v === 'string' ? v : typeof v === 'number' ? numberToString(v) : v === undefined ? 'nil' : String(v)

/** Reads argv[2], the number of keys. */
export const readKeyCount = (argv: readonly string[], bad: string): number => {
  const count = parseInteger(argv[2]!)
  if (count === undefined) throw errors.text(bad)
  if (count > argv.length - 3) throw errors.text("ERR Number of keys can't be greater than number of args")
  if (count < 0) throw errors.text("ERR Number of keys can't be negative")
  return Number(count)
}
