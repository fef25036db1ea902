/** Libraries of functions (functions.c, function_lua.c): FUNCTION LOAD runs a library once, FCALL its functions. */
import { load, LuaError, LuaFunction, LuaTable, NOTHING, Builtin } from '../../lua/index.ts'
import type { Answer, LuaState, LuaValue, Machine } from '../../lua/index.ts'
import { toLower } from '../../bytes/bytestrings.ts'
import { splitArgs } from '../../bytes/quote.ts'
import type { CommandError } from '../command/errors.ts'
import { errors } from '../command/errors.ts'
import type { Client } from '../clients/client.ts'
import { newEngine } from './engine.ts'
import { flagsOf, FLAG_NAMES } from './flags.ts'
import type { ScriptFlags } from './flags.ts'
import type { Scripting } from './scripting.ts'
import { readKeyCount } from './scripting.ts'

/** Instructions a library's own code may take (Redis gives it half a second). */
const LOAD_LIMIT = 50_000_000

export interface LuaLibraryFunction {
  readonly name: string
  readonly description: string | undefined
  readonly flagNames: readonly string[]
  readonly flags: ScriptFlags
  readonly fn: LuaFunction
  readonly library: string
}

export interface Library {
  readonly name: string
  readonly code: string
  readonly functions: Map<string, LuaLibraryFunction>
}

const isName = (name: string): boolean => /^[A-Za-z0-9_]+$/.test(name)
const BAD_NAME =
  'ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long'

/** What a library is told while it loads: an error table. */
const refuse = (vm: Machine, text: string): LuaError => {
  const table = vm.tableOf()
  table.set('err', `ERR ${text}`)
  return new LuaError(table)
}

export class Functions {
  readonly scripting: Scripting
  libraries = new Map<string, Library>()
  /** By name in lower case: FCALL does not mind. */
  private byName = new Map<string, LuaLibraryFunction>()
  lua: LuaState
  /** The library being loaded. */
  loading: Library | undefined

  constructor(scripting: Scripting) {
    this.scripting = scripting
    this.lua = newEngine('function', scripting)
  }

  get count(): number {
    return this.byName.size
  }

  flush(): void {
    this.libraries = new Map()
    this.byName = new Map()
    this.lua = newEngine('function', this.scripting)
  }

  delete(name: string): void {
    const library = this.libraries.get(name)
    if (library === undefined) throw errors.text('ERR Library not found')
    for (const fn of library.functions.keys()) this.byName.delete(toLower(fn))
    this.libraries.delete(name)
  }

  /** Loads a library's code and answers its name. */
  load(code: string, replace: boolean, restoring = false): string {
    const { name, body } = readMetadata(code)
    const old = this.libraries.get(name)
    if (old !== undefined && !replace)
      throw errors.text(`ERR Library ${restoring ? name : `'${name}'`} already exists`)
    const library: Library = { name, code, functions: new Map() }
    this.register(library, body)
    for (const fn of library.functions.keys()) {
      const other = this.byName.get(toLower(fn))
      if (other !== undefined && other.library !== name)
        throw errors.text(`ERR Function ${fn} already exists`)
    }
    if (old !== undefined) this.delete(name)
    this.libraries.set(name, library)
    for (const [fn, made] of library.functions) this.byName.set(toLower(fn), made)
    return name
  }

  /** Loads all of these libraries or, when one is refused, leaves everything as it was. */
  restore(codes: readonly string[], policy: 'flush' | 'append' | 'replace'): void {
    const before = { libraries: new Map(this.libraries), byName: new Map(this.byName) }
    try {
      if (policy === 'flush') {
        this.libraries = new Map()
        this.byName = new Map()
      }
      for (const code of codes) this.load(code, policy === 'replace', true)
    } catch (error) {
      this.libraries = before.libraries
      this.byName = before.byName
      throw error
    }
  }

  private register(library: Library, body: string): void {
    const { lua } = this
    let main: LuaFunction
    try {
      main = load(lua, body, '@user_function')
    } catch (error) {
      if (error instanceof LuaError) throw errors.text(`ERR Error compiling function: ${String(error.value)}`)
      throw error
    }
    const env = this.loadingGlobals()
    main.env = env
    this.loading = library
    lua.begin(main, [])
    const outcome = lua.run(LOAD_LIMIT)
    this.loading = undefined
    // From now on its functions see the ordinary library.
    env.readonly = false
    env.set('redis', undefined)
    env.metatable = ordinaryMeta(lua)
    env.readonly = true
    if (outcome === 'more') throw errors.text('ERR FUNCTION LOAD timeout')
    if (outcome === 'error') throw registrationError(lua.results[0])
    if (library.functions.size === 0) throw errors.text('ERR No functions registered')
  }

  /** The globals a library sees while it loads: `redis` alone, which only registers and logs. */
  private loadingGlobals(): LuaTable {
    const { lua } = this
    const env = lua.tableOf()
    const redis = lua.tableOf()
    const all = lua.globals.get('redis') as LuaTable
    redis.set('register_function', registerFunction)
    for (const name of ['log', 'LOG_DEBUG', 'LOG_VERBOSE', 'LOG_NOTICE', 'LOG_WARNING', 'REDIS_VERSION']) {
      redis.set(name, all.get(name))
    }
    redis.set('REDIS_VERSION_NUM', all.get('REDIS_VERSION_NUM'))
    redis.metatable = missingMeta(lua)
    redis.readonly = true
    env.set('redis', redis)
    env.metatable = missingMeta(lua)
    env.readonly = true
    return env
  }

  /** The flags of a function; undefined: there is none of this name. */
  flagsOf(name: string): ScriptFlags | undefined {
    return this.byName.get(toLower(name))?.flags
  }

  /** FCALL and FCALL_RO. */
  call(client: Client, argv: readonly string[], readonly: boolean): void {
    const { scripting } = this
    if (scripting.isResuming(client)) return scripting.again()
    const fn = this.byName.get(toLower(argv[1]!))
    if (fn === undefined) throw errors.text('ERR Function not found')
    const keys = readKeyCount(argv, 'ERR Bad number of keys provided')
    scripting.mayStart(client, fn.flags, readonly)
    const { lua } = this
    scripting.start(client, argv, {
      kind: 'function',
      lua,
      name: fn.name,
      readonly: readonly || fn.flags.noWrites,
      allowsOom: fn.flags.allowOom,
      fn: fn.fn,
      args: [scripting.list(lua, argv.slice(3, 3 + keys)), scripting.list(lua, argv.slice(3 + keys))],
    })
  }
}

const missingMeta = (lua: LuaState): LuaTable | undefined => lua.globals.metatable

const ordinaryMeta = (lua: LuaState): LuaTable => {
  const meta = lua.tableOf()
  meta.set('__index', lua.globals)
  return meta
}

const registrationError = (value: LuaValue): CommandError => {
  const text = value instanceof LuaTable ? String(value.get('err')) : `ERR ${String(value)}`
  return errors.text(`ERR Error registering functions: ${text}`)
}

/** The first line: engine and name. */
const readMetadata = (code: string): { readonly name: string; readonly body: string } => {
  const end = code.indexOf('\n')
  if (!code.startsWith('#!')) throw errors.text('ERR Missing library metadata')
  if (end === -1) throw errors.text('ERR Invalid library metadata')
  const parts = splitArgs(code.slice(0, end))
  if (parts === undefined) throw errors.text('ERR Invalid library metadata')
  const engine = parts[0]!.slice(2)
  let name: string | undefined
  for (const part of parts.slice(1)) {
    if (!toLower(part).startsWith('name=')) throw errors.text(`ERR Invalid metadata value given: ${part}`)
    if (name !== undefined) {
      throw errors.text('ERR Invalid metadata value, name argument was given multiple times')
    }
    name = part.slice(5)
  }
  if (name === undefined) throw errors.text('ERR Library name was not given')
  if (!isName(name)) throw errors.text(BAD_NAME)
  if (toLower(engine) !== 'lua') throw errors.text(`ERR Engine '${engine}' not found`)
  return { name, body: code.slice(end) }
}

// ---- redis.register_function --------------------------------------------------------------------

interface Registration {
  name: string | undefined
  fn: LuaFunction | undefined
  description: string | undefined
  flags: readonly string[]
}

const register = (vm: Machine, args: LuaValue[]): Answer => {
  const { functions } = vm.host as Scripting
  const library = functions.loading
  if (library === undefined) {
    throw refuse(vm, 'redis.register_function can only be called on FUNCTION LOAD command')
  }
  if (args.length < 1 || args.length > 2) {
    throw refuse(vm, 'wrong number of arguments to redis.register_function')
  }
  const made = args.length === 1 ? readNamed(vm, args[0]) : readPlain(vm, args)
  if (made.name === undefined) throw refuse(vm, 'redis.register_function must get a function name argument')
  if (made.fn === undefined) throw refuse(vm, 'redis.register_function must get a callback argument')
  if (!isName(made.name)) throw refuse(vm, BAD_NAME.slice(4))
  if (library.functions.has(made.name)) throw refuse(vm, 'Function already exists in the library')
  library.functions.set(made.name, {
    name: made.name,
    description: made.description,
    flagNames: FLAG_NAMES.filter((flag) => made.flags.includes(flag)),
    flags: flagsOf(made.flags),
    fn: made.fn,
    library: library.name,
  })
  return NOTHING
}

const registerFunction = new Builtin('register_function', register)

const textOf = (v: LuaValue): string | undefined =>
  typeof v === 'string' ? v : typeof v === 'number' ? String(v) : undefined

const readPlain = (vm: Machine, [first, second]: LuaValue[]): Registration => {
  const name = textOf(first)
  if (name === undefined) throw refuse(vm, 'first argument to redis.register_function must be a string')
  if (!(second instanceof LuaFunction)) {
    throw refuse(vm, 'second argument to redis.register_function must be a function')
  }
  return { name, fn: second, description: undefined, flags: [] }
}

const readNamed = (vm: Machine, table: LuaValue): Registration => {
  if (!(table instanceof LuaTable)) {
    throw refuse(
      vm,
      'calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).',
    )
  }
  const made: Registration = { name: undefined, fn: undefined, description: undefined, flags: [] }
  for (let at = table.after(undefined); at >= 0; at = table.after(table.keyAt(at))) {
    readField(vm, made, table.keyAt(at), table.valueAt(at))
  }
  return made
}

const readField = (vm: Machine, made: Registration, key: LuaValue, value: LuaValue): void => {
  const text = textOf(value)
  switch (key) {
    case 'function_name':
      if (text === undefined) {
        throw refuse(vm, 'function_name argument given to redis.register_function must be a string')
      }
      made.name = text
      return
    case 'description':
      if (text === undefined) {
        throw refuse(vm, 'description argument given to redis.register_function must be a string')
      }
      made.description = text
      return
    case 'callback':
      if (!(value instanceof LuaFunction)) {
        throw refuse(vm, 'callback argument given to redis.register_function must be a function')
      }
      made.fn = value
      return
    case 'flags':
      made.flags = readFlags(vm, value)
      return
    default:
      if (typeof key !== 'string') {
        throw refuse(vm, 'named argument key given to redis.register_function is not a string')
      }
      throw refuse(vm, 'unknown argument given to redis.register_function')
  }
}

const readFlags = (vm: Machine, value: LuaValue): readonly string[] => {
  if (!(value instanceof LuaTable)) {
    throw refuse(vm, 'flags argument to redis.register_function must be a table representing function flags')
  }
  const names: string[] = []
  for (let i = 1; value.get(i) !== undefined; i++) {
    const flag = value.get(i)
    if (typeof flag !== 'string' || !(FLAG_NAMES as readonly string[]).includes(flag)) {
      throw refuse(vm, 'unknown flag given')
    }
    names.push(flag)
  }
  return names
}
